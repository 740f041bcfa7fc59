import { runMigrations as migrateJobQueue } from 'graphile-worker';
import { DataSource, type DataSourceOptions } from 'typeorm';
import '#libs/database/timestamps';
import { PreparingClient } from '#libs/database/preparing-client';
import { SnakeCase } from '#libs/database/snake-case.strategy';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';

/** What PostgreSQL should know of us: our indexes lie in memory or on an SSD, no statement is worth compiling or sharing out first, and moments travel in UTC. */
const CONNECTION = '-c TimeZone=UTC -c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0';

/** How the product speaks to PostgreSQL: bounded in connections and in the time of a statement; statements that don't wait for each other go out together. */
export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  namingStrategy: new SnakeCase(),
  entities,
  migrations,
  migrationsTransactionMode: 'each',
  extra: { Client: PreparingClient, pipeline: true, max: 20, options: CONNECTION, connectionTimeoutMillis: 10_000, statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 },
});

/** Brings the schema, and that of the job queue, up to date. Safe when several processes do it at once. */
export async function migrate(url: string): Promise<void> {
  const source = await new DataSource({ ...dataSourceOptions(url), extra: { max: 2 } }).initialize();
  const holder = source.createQueryRunner();
  try {
    await holder.query(`select pg_advisory_lock(hashtext('telecase migrations'))`);
    await migrateJobQueue({ connectionString: url });
    await source.runMigrations();
  } finally {
    await holder.query(`select pg_advisory_unlock(hashtext('telecase migrations'))`);
    await holder.release();
    await source.destroy();
  }
}
