import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { newDatabase } from '../../test/support/app.js';
import { switchedDatabase, type SwitchedDatabase } from '../../test/support/switched-database.js';
import { PreparingClient } from '#libs/database/preparing-client';
import { JobRunner } from './job-runner.js';
import type { LivingWorkers } from './living-workers.js';

describe('jobs, while the database goes away', () => {
  let database: SwitchedDatabase;
  let source: DataSource;
  let runner: JobRunner;
  let events: LivingWorkers['events'];
  let ran: string[] = [];
  let hold: PromiseWithResolvers<void>;

  beforeAll(async () => {
    database = await switchedDatabase(await newDatabase());
    source = await new DataSource({ type: 'postgres', url: database.url, extra: { Client: PreparingClient } }).initialize();
    runner = new JobRunner(source);
    runner.define('ends well', async () => {
      await hold.promise;
      ran.push('well');
    });
    runner.define('ends badly', async () => {
      await hold.promise;
      ran.push('badly');
      throw new Error('on purpose');
    });
    events = (runner as unknown as { living: LivingWorkers }).living.events;
    await runner.onApplicationBootstrap();
  });
  beforeEach(() => {
    ran = [];
    hold = Promise.withResolvers<void>();
  });
  afterAll(async () => {
    await runner.beforeApplicationShutdown();
    await source.destroy();
    await database.cut();
  });

  const add = (task: string) => source.query(`select graphile_worker.add_job($1, max_attempts => 1)`, [task]);
  const taken = () => source.query(`select count(*)::int as count from graphile_worker.jobs where locked_by is not null`);
  const left = () => source.query(`select identifier as task, locked_by as by, last_error as why from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`);

  it('end once it is back, neither lost nor ending the process, and the next ones run', async () => {
    await add('ends well');
    await add('ends badly');
    await expect.poll(taken).toEqual([{ count: 2 }]);

    await database.cut();
    hold.resolve();
    await expect.poll(() => [...ran].sort()).toEqual(['badly', 'well']);
    await setTimeout(500);
    await database.mend();

    await expect.poll(left, { timeout: 15_000 }).toEqual([{ task: 'ends badly', by: null, why: 'on purpose' }]);
    await add('ends well');
    await expect.poll(() => ran, { timeout: 15_000 }).toHaveLength(3);
  });

  it.each(['job:success', 'job:error'] as const)('end once it is back, when it goes away between %s and writing it down', async (ended) => {
    await source.query(`delete from graphile_worker._private_jobs`);
    await expect.poll(taken).toEqual([{ count: 0 }]);
    events.once(ended, () => void database.cut());
    await add(ended === 'job:success' ? 'ends well' : 'ends badly');
    hold.resolve();
    await expect.poll(() => ran, { timeout: 15_000 }).toHaveLength(1);
    await setTimeout(500);
    await database.mend();

    await expect.poll(left, { timeout: 15_000 }).toEqual(ended === 'job:success' ? [] : [{ task: 'ends badly', by: null, why: 'on purpose' }]);
    await add('ends well');
    await expect.poll(() => ran, { timeout: 15_000 }).toHaveLength(2);
  });
});
