import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp, open, readdir, readlink, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { canEnter, runAs } from './run-as.js';
import type { OperatingSystemUser } from './operating-system-user.js';

/** Where root puts what the database's user couldn't reach elsewhere. */
export const reachableFolder = '/var/lib/telecase';

/** The files of the database under `dataDir`, or null before the first start. @throws when they are lost */
export async function existingCluster(dataDir: string): Promise<string | null> {
  const name = join(dataDir, 'postgres');
  const found = await stat(join(name, 'PG_VERSION')).then(() => true, (error: NodeJS.ErrnoException) => error.code === 'EACCES');
  if (found) return realpath(name);
  if ((await lstat(name).catch(() => null))?.isSymbolicLink()) {
    throw new Error(`The database that ${name} points to is gone. Restore it from a backup, or remove ${name} to begin with an empty one.`);
  }
  return null;
}

/**
 * Makes an empty database. It appears under its name only when it is whole, so that a start that was cut off
 * leaves nothing but a folder that the next start sweeps away.
 *
 * @param sync false leaves the files to the operating system's cache: for tests
 * @returns the real path of the files
 */
export async function createCluster(dataDir: string, user: OperatingSystemUser, initdb: string, sync: boolean, say: (line: string) => void): Promise<string> {
  const home = (await canEnter(user, dataDir)) ? dataDir : await reachableHome(dataDir);
  const files = join(home, 'postgres');
  await sweep(home);
  const half = await mkdtemp(join(home, `.postgres-${process.pid}-`));
  try {
    if (user.uid !== undefined) await chown(half, user.uid, user.gid!);
    await runAs(user, initdb, '--pgdata', half, ...initdbOptions, ...(sync ? [] : ['--no-sync']));
    await rename(half, files).catch(unlessAnotherStartWasFaster);
    await syncFolder(home);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  if (home !== dataDir) {
    await symlink(files, join(dataDir, 'postgres'));
    say(`The database is kept in ${files}, because its user cannot enter ${dataDir}.`);
  }
  return realpath(join(dataDir, 'postgres'));
}

/** Text compares by code point and is UTF-8 on every computer, whatever its locales; a damaged page is noticed. */
const initdbOptions = ['--username=telecase', '--auth-local=trust', '--auth-host=reject', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'];

/** A new one each time: a data folder that was deleted on purpose must not get its old database back. */
async function reachableHome(dataDir: string): Promise<string> {
  try {
    await mkdir(reachableFolder, { recursive: true, mode: 0o755 });
    const home = await mkdtemp(join(reachableFolder, `${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}-`));
    await runAs({}, 'chmod', '711', home);
    return home;
  } catch (cause) {
    const advice = 'Set DATA_DIR to a folder that every user may enter, or DATABASE_URL to a PostgreSQL server.';
    throw new Error(`The user who runs the database can enter neither ${dataDir} nor ${reachableFolder}. ${advice}`, { cause });
  }
}

function unlessAnotherStartWasFaster(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

async function sweep(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^\.postgres-(\d+)-/.exec(name)?.[1];
    if (pid && (await isGone(pid))) await rm(join(home, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A process that ended but was not yet collected has no working folder either. */
async function isGone(pid: string): Promise<boolean> {
  return readlink(`/proc/${pid}/cwd`).then(() => false, (error: NodeJS.ErrnoException) => error.code === 'ENOENT');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
