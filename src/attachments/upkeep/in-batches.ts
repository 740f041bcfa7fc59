import type { DataSource } from 'typeorm';

const AT_ONCE = 200;

/** Rows of a table one after the other, some at a time from the database. @param sql with the last id as `$1`, the limit as `$2`, then the values */
export async function* inBatches<Row extends { readonly id: string }>(dataSource: Pick<DataSource, 'query'>, sql: string, values: readonly unknown[] = []): AsyncGenerator<Row> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await dataSource.query<Row[]>(sql, [after, AT_ONCE, ...values]);
    yield* rows;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}
