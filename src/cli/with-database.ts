import { DataSource } from 'typeorm';
import type { Settings } from '#config/settings';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from '#libs/database/embedded/embedded-postgres';
import { dataSourceOptions, migrate } from '../database/data-source.js';

/** Runs some work on the address of the database: DATABASE_URL, or the embedded one, which is started for it unless it runs. */
export async function withDatabaseUrl<Result>({ DATABASE_URL, dataDir }: Settings, work: (url: string) => Promise<Result>): Promise<Result> {
  const running = DATABASE_URL ? { url: DATABASE_URL } : await runningEmbeddedPostgres(dataDir);
  if (running) return work(running.url);
  const started = await startEmbeddedPostgres({ dataDir });
  try {
    return await work(started.url);
  } finally {
    await started.stop();
  }
}

/** Runs some work on the database, its schema up to date. */
export function withDatabase<Result>(settings: Settings, work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
  return withDatabaseUrl(settings, async (url) => {
    await migrate(url);
    const dataSource = await new DataSource({ ...dataSourceOptions(url), extra: { max: 2 } }).initialize();
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  });
}
