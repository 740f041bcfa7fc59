import type { Reader } from '#libs/database/ordered-reads';
import { searchQuery } from '#libs/text-search/index';

/** Cases that are fetched by their words; where more have them, lists are read in order and compared with the words instead. */
const FEW = 2000;
/** Above this guess, asking for the cases themselves would cost more than it saves. */
const FEW_PERHAPS = 20_000;

/** Words to search for: rare ones with the ids of all cases that have them, common ones to compare with. */
export type WordsLookedFor = { readonly are: 'rare'; readonly ids: readonly string[] } | { readonly are: 'common'; readonly query: string };

/** @param reader over which words are looked up, whatever a small service would cost to read @param text as it was typed; every word of it counts by its beginning */
export async function wordsLookedFor(reader: Reader, text: string): Promise<WordsLookedFor> {
  const query = searchQuery(text);
  if (!query) return { are: 'rare', ids: [] };
  const [guess] = await reader.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(`explain (format json) select from case_search where words @@ $1::tsquery`, [query]);
  if (guess!['QUERY PLAN'][0].Plan['Plan Rows'] > FEW_PERHAPS) return { are: 'common', query };
  const found = await reader.query<{ id: string }>(`select case_id as id from case_search where words @@ $1::tsquery limit ${FEW + 1}`, [query]);
  return found.length > FEW ? { are: 'common', query } : { are: 'rare', ids: found.map(({ id }) => id) };
}
