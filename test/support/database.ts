import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#libs/database/embedded/embedded-postgres';
import { migrate } from '../../src/database/data-source.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server for tests: the database 'postgres' of it. Its database 'telecase' is migrated, empty, and there to be copied. */
    adminUrl: string;
  }
}

/** One real PostgreSQL for the whole run. Power cuts are tested elsewhere, so this one need not wait for the disk. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'telecase-tests-'));
  chmodSync(dataDir, 0o711); // root's database runs as another user, who must get through
  const postgres = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' } });
  project.provide('adminUrl', postgres.adminUrl);
  await migrate(postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
