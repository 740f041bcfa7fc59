import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Everything the products said, a file each, kept until the next run. */
export const PRODUCT_LOGS = 'test-results/products';

const startLimit = 120_000;
const stopLimit = 20_000;

export interface Product {
  /** The address people type, without a slash at the end. */
  url: string;
  /** Asks it to stop and waits. Throws when it does not. */
  stop(): Promise<void>;
}

/**
 * Runs `dist/src/main.js` as a hospital would: its own process, its own settings, none inherited, so that
 * a DATABASE_URL in the shell is never written to. Ready once it has said so.
 * @param name of its log
 */
export async function startProduct(name: string, settings: Record<string, string>): Promise<Product> {
  const productLog = join(PRODUCT_LOGS, `${name}.log`);
  await mkdir(PRODUCT_LOGS, { recursive: true });
  const log = await open(productLog, 'w');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    env: { PATH, HOME, NODE_ENV: 'production', PORT: String(await freePort()), ...settings },
    // A group of its own hears no Ctrl-C; by the channel it notices when the stories are killed, and ends.
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  });
  await log.close();
  try {
    return { url: await readyAt(child, productLog), stop: () => stop(child) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

async function readyAt(child: ChildProcess, productLog: string): Promise<string> {
  const deadline = Date.now() + startLimit;
  while (Date.now() < deadline) {
    const [, url] = /^Telecase is ready: (http\S+?)\/?$/m.exec(await readFile(productLog, 'utf8')) ?? [];
    if (url) return url;
    if (hasEnded(child)) throw new Error('The product stopped before it was ready.');
    await pause(100);
  }
  throw new Error(`The product was not ready after ${startLimit / 1000} s.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) throw new Error('The product had stopped by itself during the stories.');
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(stopLimit) });
  child.kill('SIGTERM');
  await ended.catch(() => {
    child.kill('SIGKILL');
    throw new Error(`The product was still running ${stopLimit / 1000} s after SIGTERM.`);
  });
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
