import { readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running PostgreSQL says about itself in its data folder (PostgreSQL manual, "postmaster.pid"). */
export interface Postmaster {
  pid: number;
  socketDirectory: string;
  status: 'starting' | 'stopping' | 'ready' | 'standby';
}

/** The server that runs on this folder now; null when none does, whatever an old file says. */
export async function runningPostmaster(cluster: string): Promise<Postmaster | null> {
  const postmaster = await read(cluster);
  return postmaster && (await isAtHome(postmaster.pid, cluster)) ? postmaster : null;
}

/** Whether the file names a process that lives but is not this server: a number given out anew after a crash. */
export async function isLeftOver(cluster: string): Promise<boolean> {
  const postmaster = await read(cluster);
  if (!postmaster) return false;
  const home = await workingFolder(postmaster.pid);
  return home !== null && home !== (await realpath(cluster));
}

async function read(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , , socketDirectory, , , status] = text.split('\n').map((line) => line.trim());
  if (!pid) return null;
  return { pid: Number(pid), socketDirectory: socketDirectory ?? '', status: (status || 'starting') as Postmaster['status'] };
}

async function isAtHome(pid: number, cluster: string): Promise<boolean> {
  return (await workingFolder(pid)) === (await realpath(cluster));
}

/** A server works in its data folder. Null: no such process, or one of another user. */
async function workingFolder(pid: number): Promise<string | null> {
  return readlink(`/proc/${pid}/cwd`).catch(() => null);
}
