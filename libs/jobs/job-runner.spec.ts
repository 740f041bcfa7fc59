import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { newDatabase } from '../../test/support/app.js';
import { switchedDatabase, type SwitchedDatabase } from '../../test/support/switched-database.js';
import { JobRunner } from './job-runner.js';

describe('jobs, while the database goes away', () => {
  let database: SwitchedDatabase;
  let source: DataSource;
  let runner: JobRunner;
  const ran: string[] = [];
  const hold = Promise.withResolvers<void>();

  beforeAll(async () => {
    database = await switchedDatabase(await newDatabase());
    source = await new DataSource({ type: 'postgres', url: database.url }).initialize();
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
    await runner.onApplicationBootstrap();
  });
  afterAll(async () => {
    await runner.beforeApplicationShutdown();
    await source.destroy();
    await database.cut();
  });

  it('end once it is back, neither lost nor ending the process, and the next ones run', async () => {
    const add = (task: string) => source.query(`select graphile_worker.add_job($1, max_attempts => 1)`, [task]);
    await add('ends well');
    await add('ends badly');
    await expect.poll(() => source.query(`select count(*)::int as count from graphile_worker.jobs where locked_by is not null`)).toEqual([{ count: 2 }]);

    await database.cut();
    hold.resolve();
    await expect.poll(() => [...ran].sort()).toEqual(['badly', 'well']);
    await setTimeout(500);
    await database.mend();

    await expect.poll(() => source.query(`select identifier as task, locked_by as by, last_error as why from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`), { timeout: 15_000 })
      .toEqual([{ task: 'ends badly', by: null, why: 'on purpose' }]);
    await add('ends well');
    await expect.poll(() => ran, { timeout: 15_000 }).toHaveLength(3);
  });
});
