import type { AddressInfo } from 'node:net';
import type { Settings } from '#config/settings';
import { startEmbeddedPostgres } from '#libs/database/embedded/embedded-postgres';
import { letNobodyIn } from '#libs/process/let-nobody-in';
import { createApp } from './app.js';
import { migrate } from './database/data-source.js';
import { loadDemo } from './demo/load-demo.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** A whole, running product. */
export interface Running {
  readonly address: string;
  /** Stops taking requests, finishes what runs, stops the database. Safe to call twice. */
  stop(): Promise<void>;
}

/** From settings to an address that answers: database, schema, demo story on a first start, application. */
export async function serve(settings: Settings): Promise<Running> {
  const postgres = settings.DATABASE_URL ? undefined : await startEmbeddedPostgres({ dataDir: settings.dataDir, say });
  const url = settings.DATABASE_URL ?? postgres!.url;
  await migrate(url);

  const app = await createApp(settings, url);
  await app.init();
  const demo = postgres ? await loadDemo(app, settings) : undefined;
  const server = await app.listen(settings.PORT);
  // A slow link may need an hour for one file; what must come at once are the headers.
  server.headersTimeout = 30_000;
  server.requestTimeout = 6 * 3_600_000;
  server.keepAliveTimeout = 65_000;

  const { port } = server.address() as AddressInfo;
  const address = settings.PUBLIC_URL ?? `http://localhost:${port}`;
  for (const line of demo ?? []) say(line);
  say(`Telecase is ready: ${address}`);

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    letNobodyIn(server); // first: the application ends its jobs before it would do so
    await app.close();
    await postgres?.stop();
  };
  return { address, stop: () => (stopping ??= stop()) };
}
