const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const AT_ONCE = 100;

/**
 * Rows of a table of any size, in the order of their ids, one after the other; what is done with one may take its time.
 * @param read the next rows behind an id, at most so many
 */
export async function* oneByOne<Row extends { readonly id: string }>(read: (after: string, most: number) => Promise<Row[]>): AsyncGenerator<Row> {
  let rows: Row[];
  let after = BEFORE_ALL;
  do {
    rows = await read(after, AT_ONCE);
    yield* rows;
    after = rows.at(-1)?.id ?? after;
  } while (rows.length === AT_ONCE);
}
