import type { DataSource } from 'typeorm';
import type { StoreName, Stores } from '#libs/storage/stores';

/**
 * Of some keys of a store, those whose bytes are needed there: by a case, by an upload that is not done, or because the
 * store that the row names lacks them, as after a restore of an older database.
 */
export async function neededKeys(dataSource: Pick<DataSource, 'query'>, stores: Stores, name: StoreName, keys: readonly string[]): Promise<ReadonlySet<string>> {
  // In one statement: an upload that ends between two of them would be in neither.
  const rows = await dataSource.query<{ key: string; store: StoreName }[]>(
    `select storage_key as key, store from attachments where storage_key = any($1)
     union all select storage_key, 'disk' from uploads where attachment_id is null and storage_key = any($1)`, [keys]);
  const needed = new Set<string>();
  for (const { key, store } of rows) if (store === name || (await stores.get(store).size(key)) === undefined) needed.add(key);
  return needed;
}
