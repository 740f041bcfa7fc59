import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLeftOver, runningPostmaster } from './postmaster-pid.js';
import { Postmaster, type PostmasterOptions } from './postmaster.js';

/** Milliseconds in which the server of a process that was killed must have ended. */
const longestShutdown = 15_000;

/** Milliseconds after which a server that still says "ready" is somebody's, and not about to end. */
const longestSilence = 4_000;

/** PostgreSQL's own words when another server, or what is left of one, still holds the files. */
const stillHeld = /lock file "postmaster\.pid"|pre-existing shared memory block/;

/**
 * Starts the server on these files. Right after a crash the old one may still be ending: it is waited for.
 *
 * @throws when another process has the database open, or with PostgreSQL's own words when it won't start
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const { cluster } = options;
  const deadline = Date.now() + longestShutdown;
  for (;;) {
    await waitForTheOldOne(cluster, deadline);
    const postmaster = new Postmaster(options);
    if (await postmaster.isReady()) return postmaster;
    if (!stillHeld.test(postmaster.lastWords) || Date.now() > deadline) {
      throw new Error(`The database in ${cluster} did not start. PostgreSQL says: ${postmaster.lastWords}`);
    }
    await sleep(200);
  }
}

async function waitForTheOldOne(cluster: string, deadline: number): Promise<void> {
  if (await isLeftOver(cluster)) await rm(join(cluster, 'postmaster.pid'));
  const patienceEnds = Date.now() + longestSilence;
  for (let old = await runningPostmaster(cluster); old; old = await runningPostmaster(cluster)) {
    const taken = old.status === 'ready' && Date.now() > patienceEnds;
    if (taken || Date.now() > deadline) {
      throw new Error(`The database in ${cluster} is in use by another Telecase (its PostgreSQL is process ${old.pid}). Stop that one first, or set DATA_DIR to another folder.`);
    }
    await sleep(50);
  }
}
