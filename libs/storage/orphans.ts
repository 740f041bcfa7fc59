import { DAY, type FileStore } from './file-store.js';

/** Younger ones may be on their way into the database; older ones have been looked at on every night between. */
const AGE = { from: DAY, to: 8 * DAY };
const AT_ONCE = 500;

/**
 * Moves files that nobody needs (an upload that broke with the server) from a store to its trash, and lets go of what has
 * been there for five weeks. @param known of some keys, those that are needed @returns how many were moved
 */
export async function sweepOrphans(store: FileStore, known: (keys: readonly string[]) => Promise<ReadonlySet<string>>, now = new Date()): Promise<number> {
  let moved = 0;
  for await (const keys of keysOf(store, AGE, now)) {
    const needed = await known(keys);
    for (const key of keys.filter((one) => !needed.has(one))) {
      await store.discard(key);
      moved += 1;
    }
  }
  await store.tidy(now);
  return moved;
}

/** The keys of the files of an age, some at a time, so that each lot can be looked up at once. */
export async function* keysOf(store: FileStore, { from, to }: { readonly from: number; readonly to: number }, now = new Date()): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const { key, since } of store.list()) {
    const age = now.getTime() - since.getTime();
    if (age < from || age > to) continue;
    batch.push(key);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
