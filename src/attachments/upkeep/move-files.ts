import type { DataSource } from 'typeorm';
import { keysOf } from '#libs/storage/orphans';
import type { StoreName, Stores } from '#libs/storage/stores';
import { inBatches } from './in-batches.js';
import { Mover, type Movable, type Moved } from './mover.js';
import { neededKeys } from './needed-keys.js';

/** How many files came to which end, and the bytes of those that moved. */
export type MoveCounts = Record<Moved, number> & { readonly of: number; bytes: number };

/** Told after each file. */
export type MoveTold = (counts: MoveCounts, file: { readonly id: string; readonly reference: string; readonly moved: Moved }) => void;

type Row = Movable & { readonly reference: string; readonly bytes: number };

/**
 * Moves every file to one store, while the product runs. Cut short anywhere, it goes on when it is run again.
 * @throws StoreAway
 */
export async function moveFiles(dataSource: DataSource, stores: Stores, to: StoreName, tell: MoveTold): Promise<MoveCounts> {
  const mover = new Mover(dataSource, stores);
  const [{ of }] = await dataSource.query<[{ of: number }]>(`select count(*)::int as of from attachments where store <> $1`, [to]);
  const counts: MoveCounts = { of, bytes: 0, moved: 0, gone: 0, missing: 0, wrong: 0 };
  const sql = `select a.id, a.storage_key as "storageKey", a.store, a.sha256, a.bytes::float8 as bytes, c.reference from attachments a join cases c on c.id = a.case_id where a.store <> $3 and a.id > $1 order by a.id limit $2`;
  for await (const file of inBatches<Row>(dataSource, sql, [to])) {
    const moved = await mover.move(file, to);
    counts[moved] += 1;
    if (moved === 'moved') counts.bytes += file.bytes;
    tell(counts, { id: file.id, reference: file.reference, moved });
  }
  await clearAway(dataSource, stores, to);
  return counts;
}

/** Old copies that a move left behind when it was killed, after the new one had been proved right. */
async function clearAway(dataSource: DataSource, stores: Stores, to: StoreName): Promise<void> {
  for (const { name, store } of stores.all.filter((one) => one.name !== to)) {
    for await (const keys of keysOf(store, { from: -Infinity, to: Infinity })) {
      const moved = await dataSource.query<{ key: string }[]>(`select storage_key as key from attachments where storage_key = any($1) and store = $2`, [keys, to]);
      const needed = await neededKeys(dataSource, stores, name, moved.map(({ key }) => key));
      for (const { key } of moved) if (!needed.has(key)) await store.discard(key);
    }
  }
}
