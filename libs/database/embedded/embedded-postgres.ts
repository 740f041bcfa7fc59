import { mkdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createCluster, existingCluster, reachableFolder } from './cluster.js';
import { connectionUrl } from './connection-url.js';
import { ensureDatabase } from './ensure-database.js';
import { databaseUser } from './operating-system-user.js';
import { postgresBinaries } from './postgres-binaries.js';
import { postgresSettings } from './postgres-settings.js';
import { runningPostmaster } from './postmaster-pid.js';
import { makeSocketDirectory } from './socket-directory.js';
import { startPostmaster } from './start-postmaster.js';

/** A PostgreSQL of our own, reached by a Unix socket that only its user and root can open. */
export interface EmbeddedPostgres {
  /** Telecase's database, for `pg`, TypeORM and graphile-worker. */
  url: string;
  /** The database `postgres` of the same server, for making and dropping others. */
  adminUrl: string;
  /** Ends it cleanly, every change on disk. A second call waits for the same end. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Its files are in `postgres` below this folder, which is made if need be. */
  dataDir: string;
  /** Told, in one sentence each, what an operator would want to know. */
  say?: (line: string) => void;
  /** Of postgresql.conf; `fsync: 'off'` is for tests only. */
  settings?: Record<string, string>;
}

/**
 * Starts the database that needs no installation, and makes it first where there is none. It ends with this
 * process, however that ends.
 *
 * @throws with a sentence that says what to do
 */
export async function startEmbeddedPostgres({ dataDir, say = () => undefined, settings = {} }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const existing = await existingCluster(folder);
  const user = databaseUser(existing ? await stat(existing) : undefined);
  const binaries = await postgresBinaries(user, process.getuid!() === 0 ? reachableFolder : folder, say);
  const cluster = existing ?? (await createCluster(folder, user, join(binaries, 'bin/initdb'), settings.fsync !== 'off', say));

  const socketDirectory = await makeSocketDirectory(user);
  try {
    const postgres = join(binaries, 'bin/postgres');
    const postmaster = await startPostmaster({ postgres, cluster, socketDirectory, user, settings: postgresSettings(socketDirectory, settings) });
    const adminUrl = connectionUrl(socketDirectory, 'postgres');
    await ensureDatabase(adminUrl, 'telecase');
    let ending: Promise<void> | undefined;
    postmaster.onEnd(() => ending ?? say(`The database has ended by itself. PostgreSQL says: ${postmaster.lastWords}`));
    return { url: connectionUrl(socketDirectory, 'telecase'), adminUrl, stop: () => (ending ??= postmaster.stop()) };
  } catch (error) {
    await rm(socketDirectory, { recursive: true, force: true });
    throw error;
  }
}

/** The database that another process has started on this data folder, or null: for operator commands. */
export async function runningEmbeddedPostgres(dataDir: string): Promise<{ url: string } | null> {
  const postmaster = await runningPostmaster(join(resolve(dataDir), 'postgres'));
  return postmaster?.status === 'ready' ? { url: connectionUrl(postmaster.socketDirectory, 'telecase') } : null;
}
