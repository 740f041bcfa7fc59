import { UnitOfWork } from '#libs/database/unit-of-work';
import { JobRunner } from '#libs/jobs/job-runner';
import { CaseSubmitted } from '../../src/cases/index.js';
import { newDatabase, startApp, type TestApp } from '../support/app.js';
import { aMission } from '../support/stories.js';

const jobsOf = (telecase: TestApp, task: string) => telecase.db.query(`select j.attempts, j.last_error is not null as failed from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1`, [task]);

describe('an event', () => {
  let telecase: TestApp;
  beforeAll(async () => {
    telecase = await startApp();
    await aMission(telecase, 'EVT');
  });
  afterAll(() => telecase.stop());

  it('is gone with the change that it announced, when that is undone', async () => {
    const work = telecase.app.get(UnitOfWork);
    const undone = work.run(async (tx) => {
      await tx.record(new CaseSubmitted(null, { caseId: crypto.randomUUID(), reference: 'EVT-2026-0001' }));
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await telecase.db.query(`select from events`)).toHaveLength(0);
    expect(await telecase.db.query(`select from graphile_worker.jobs where task_identifier = 'deliver-event'`)).toHaveLength(0);
  });

  it('waits for a process that delivers it, when there is none', async () => {
    const url = await newDatabase();
    const first = await startApp({}, url);
    const cast = await aMission(first, 'WAI');
    await first.app.get(JobRunner).beforeApplicationShutdown(); // as if killed: whoever delivers is gone, the rest has committed
    await first.app.get(UnitOfWork).run((tx) => tx.record(new CaseSubmitted({ id: cast.staff.id }, { caseId: crypto.randomUUID(), reference: 'WAI-2026-0001' })));
    expect(await first.db.query(`select from notifications`)).toHaveLength(0);
    await first.stop();

    const second = await startApp({}, url);
    await second.settled();
    expect(await second.db.query(`select email, kind from notifications`)).toEqual([expect.objectContaining({ email: cast.coordinator.email })]);
    await second.stop();
  });

  it('reaches every other handler while one fails, and the failure can be seen', async () => {
    const jobs = telecase.app.get(JobRunner);
    expect(jobs).toBeDefined();
    // A handler fails for a real reason: the table that it writes to is away for a while.
    await telecase.db.query(`alter table notifications rename to notifications_away`);
    await telecase.app.get(UnitOfWork).run((tx) => tx.record(new CaseSubmitted(null, { caseId: crypto.randomUUID(), reference: 'EVT-2026-0002' })));
    await telecase.settled();
    const failing = await jobsOf(telecase, 'handle-event');
    expect(failing.length).toBeGreaterThan(0);
    expect(failing.every((job: { attempts: number; failed: boolean }) => job.attempts === 1 && job.failed)).toBe(true);
    expect(await jobsOf(telecase, 'deliver-event')).toHaveLength(0);

    await telecase.db.query(`alter table notifications_away rename to notifications`);
    await telecase.db.query(`update graphile_worker._private_jobs set run_at = now()`);
    await telecase.settled();
    expect(await jobsOf(telecase, 'handle-event')).toHaveLength(0);
    expect((await telecase.db.query(`select from notifications`)).length).toBeGreaterThan(0);
  });
});
