import type { NestExpressApplication } from '@nestjs/platform-express';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { readSettings, type Settings } from '#config/settings';
import { createApp } from '../../src/app.js';
import { Visitor } from './visitor.js';
import { World } from './world.js';

/** The real application on a real database of its own, listening on a port of its own. */
export interface TestApp {
  readonly url: string;
  readonly app: NestExpressApplication;
  readonly settings: Settings;
  readonly db: DataSource;
  /** Missions, projects and people to tell stories with. */
  readonly world: World;
  /** Somebody at a browser, not signed in. */
  visitor(): Visitor;
  /** Waits until every job that can run now has run. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** A new, migrated, empty database. */
export async function newDatabase(): Promise<string> {
  const adminUrl = inject('adminUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${name} template telecase`);
  await admin.end();
  return adminUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}

/** @param env settings that differ from the defaults @param databaseUrl one that another app has used before */
export async function startApp(env: Record<string, string> = {}, databaseUrl?: string): Promise<TestApp> {
  const url = databaseUrl ?? (await newDatabase());
  const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'telecase-app-'));
  const settings = readSettings({ LOG_LEVEL: 'error', PORT: '0', ...env, DATA_DIR: dataDir });
  const app = await createApp(settings, url);
  const server = await app.listen(0, '127.0.0.1');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const db = app.get(DataSource);
  return {
    url: address,
    app,
    settings,
    db,
    world: new World(db),
    visitor: () => new Visitor(address),
    settled: () => settled(db),
    stop: async () => {
      server.closeAllConnections();
      await app.close();
      if (!env.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function settled(db: DataSource): Promise<void> {
  // By the clock, and not by now(): that is when the statement came, and a job may be added between then and when it looks.
  for (let tries = 0; tries < 1200; tries += 1) {
    const [{ count }] = await db.query(`select count(*)::int as count from graphile_worker.jobs where run_at <= clock_timestamp() or locked_at is not null`);
    if (count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Some jobs never ended');
}
