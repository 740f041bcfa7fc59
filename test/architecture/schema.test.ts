import { startApp, type TestApp } from '../support/app.js';

let telecase: TestApp;
beforeAll(async () => {
  telecase = await startApp();
});
afterAll(() => telecase.stop());

it('has in the database what the entities say: no drift', async () => {
  const wanted = telecase.db.entityMetadatas.flatMap(({ tableName, columns }) => columns.map(({ databaseName, isNullable, type }) => `${tableName}.${databaseName} ${String(type)}${isNullable ? '' : ' not null'}`));
  const rows = await telecase.db.query(`select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public'`);
  const short = (type: string) => ({ 'timestamp with time zone': 'timestamptz', integer: 'integer' })[type] ?? type;
  const there = rows.map((row: Record<string, string>) => `${row.table_name}.${row.column_name} ${short(row.data_type!)}${row.is_nullable === 'YES' ? '' : ' not null'}`);
  expect(wanted.filter((column) => !there.includes(column))).toEqual([]);
  const tables = new Set(telecase.db.entityMetadatas.map(({ tableName }) => tableName));
  expect(there.filter((column: string) => tables.has(column.split('.')[0]!) && !wanted.includes(column))).toEqual([]);
});

it('can be taken back to nothing and built again', async () => {
  for (const _ of telecase.db.migrations) await telecase.db.undoLastMigration();
  const left = await telecase.db.query(`select table_name from information_schema.tables where table_schema = 'public' and table_name not in ('migrations', 'typeorm_metadata')`);
  expect(left).toEqual([]);
  await telecase.db.runMigrations();
});
