import { mkdir, opendir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

const DAY = 86_400_000;
/** Younger ones may be on their way into the database; older ones have been looked at on every night between. */
const AGE = { from: DAY, to: 8 * DAY };
const TRASH = 'trash';
const DAYS_IN_TRASH = 35;
const AT_ONCE = 500;

/**
 * Moves files that nobody needs (an upload that broke with the server) from a store to its trash, and empties that
 * of what has been there for five weeks. @param known of some keys, those that are needed @returns how many were moved
 */
export async function sweepOrphans(root: string, known: (keys: readonly string[]) => Promise<ReadonlySet<string>>, now = new Date()): Promise<number> {
  let moved = 0;
  for await (const keys of batches(root, now)) {
    const needed = await known(keys);
    for (const key of keys.filter((one) => !needed.has(one))) {
      await discard(root, key, now);
      moved += 1;
    }
  }
  await emptyTrash(root, now);
  return moved;
}

async function* batches(root: string, now: Date): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const path of filesIn(root)) {
    const key = relative(root, path);
    if (key.startsWith(TRASH)) continue;
    const age = await ageOf(path, now);
    if (age < AGE.from || age > AGE.to) continue;
    batch.push(key);
    if (batch.length === AT_ONCE) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

/** Moves one file to the trash of its store, from which it can still be taken back; one that has gone is no mistake. */
export async function discard(root: string, key: string, now = new Date()): Promise<void> {
  const to = join(root, TRASH, basename(key));
  await mkdir(join(root, TRASH), { recursive: true, mode: 0o700 });
  try {
    await rename(join(root, key), to);
    await utimes(to, now, now);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function emptyTrash(root: string, now: Date): Promise<void> {
  for await (const path of filesIn(join(root, TRASH))) {
    if ((await ageOf(path, now)) > DAYS_IN_TRASH * DAY) await rm(path, { force: true });
  }
}

/** Of a file that has gone meanwhile there is nothing to do: it counts as new. */
async function ageOf(path: string, now: Date): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found ? now.getTime() - found.mtimeMs : 0;
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const found = await opendir(folder, { recursive: true }).catch(() => []);
  for await (const entry of found) if (entry.isFile()) yield join(entry.parentPath, entry.name);
}
