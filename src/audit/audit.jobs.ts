import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { addJob } from '#libs/jobs/add-job';
import { JobRunner } from '#libs/jobs/job-runner';
import { Checkpoints } from './checkpoints.js';
import { Verifications, VERIFY_ACCESS_LOG } from './verifications.js';

const EXTEND_CHECKPOINTS = 'extend-checkpoints';

/** What the module does by the clock and in the background. */
@Injectable()
export class AuditJobs implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly checkpoints: Checkpoints,
    private readonly verifications: Verifications,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.define(EXTEND_CHECKPOINTS, () => this.checkpoints.extend());
    this.jobs.every('* * * * *', 'begin-checkpoints', () => this.beginCheckpoints());
    this.jobs.every('0 6 * * *', 'verify-access-log-daily', async () => void (await this.verifications.runNow()));
    this.jobs.define(VERIFY_ACCESS_LOG, async ({ id }) => void (await this.verifications.finish(id as string)));
  }

  /**
   * Has the checkpoints extended. There is one such job at a time: one that fails stays on the list of what failed and is
   * tried again each minute, for however long, until it has worked.
   */
  async beginCheckpoints(): Promise<void> {
    await this.work.run(async (tx) => {
      const [unfinished] = await tx.query<{ id: string }>(`select id from graphile_worker.jobs where key = $1`, [EXTEND_CHECKPOINTS]);
      if (!unfinished) return addJob(tx.manager, EXTEND_CHECKPOINTS, {}, { key: EXTEND_CHECKPOINTS });
      await tx.query(`select graphile_worker.reschedule_jobs(array[id], run_at => now(), attempts => least(attempts, max_attempts - 1)) from graphile_worker.jobs where id = $1`, [unfinished.id]);
    });
  }
}
