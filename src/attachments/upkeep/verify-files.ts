import type { DataSource } from 'typeorm';
import { DAY } from '#libs/storage/file-store';
import { keysOf } from '#libs/storage/orphans';
import type { StoreName, Stores } from '#libs/storage/stores';
import { inBatches } from './in-batches.js';
import { hashIn } from './mover.js';
import { neededKeys } from './needed-keys.js';

/**
 * `missing`: in no store. `misplaced`: in another store than its row says. `wrong`: its bytes are not those that came.
 * `extra`: no row needs it. Never a file's name, which may be a patient's.
 */
export type FileFinding =
  | { readonly kind: 'missing' | 'misplaced' | 'wrong'; readonly store: StoreName; readonly reference: string; readonly id: string }
  | { readonly kind: 'extra'; readonly store: StoreName; readonly key: string };

export type FileCounts = Record<FileFinding['kind'] | 'files' | 'bytes', number>;

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly key: string;
  readonly store: StoreName;
  readonly sha256: string;
  readonly bytes: number;
}

const COLUMNS = `select a.id, c.reference, a.storage_key as key, a.store, a.sha256, a.bytes::float8 as bytes from attachments a join cases c on c.id = a.case_id`;

/**
 * Reads every file of every case and compares it with the SHA-256 of the day it came, while the product runs.
 * @param tell is told each finding at once, and after each file how many were read @throws StoreAway
 */
export async function verifyFiles(dataSource: DataSource, stores: Stores, tell: (counts: FileCounts, finding?: FileFinding) => void): Promise<FileCounts> {
  const counts: FileCounts = { files: 0, bytes: 0, missing: 0, misplaced: 0, wrong: 0, extra: 0 };
  const found = (finding: FileFinding) => {
    counts[finding.kind] += 1;
    tell(counts, finding);
  };
  for await (const file of inBatches<Row>(dataSource, `${COLUMNS} where a.id > $1 order by a.id limit $2`)) {
    const kind = await verify(dataSource, stores, file);
    counts.files += 1;
    counts.bytes += file.bytes;
    if (kind) found({ kind, store: file.store, reference: file.reference, id: file.id });
    else tell(counts);
  }
  for (const { name, store } of stores.all) {
    // A younger one may be on its way into the database.
    for await (const keys of keysOf(store, { from: DAY, to: Infinity })) {
      const needed = await neededKeys(dataSource, stores, name, keys);
      for (const key of keys) if (!needed.has(key)) found({ kind: 'extra', store: name, key });
    }
  }
  return counts;
}

/** @returns what is wrong with it, if anything is: one that was moved or removed meanwhile is looked at anew */
async function verify(dataSource: DataSource, stores: Stores, file: Row): Promise<'missing' | 'misplaced' | 'wrong' | undefined> {
  const hash = await hashIn(stores.get(file.store), file.key);
  if (hash === file.sha256) return undefined;
  const [now] = await dataSource.query<Row[]>(`${COLUMNS} where a.id = $1`, [file.id]);
  if (!now) return undefined;
  if (now.store !== file.store) return verify(dataSource, stores, now);
  if (hash !== undefined) return 'wrong';
  for (const { store } of stores.all) if ((await store.size(file.key)) !== undefined) return 'misplaced';
  return 'missing';
}
