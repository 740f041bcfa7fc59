import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '#libs/jobs/job-runner';
import { Checkpoints } from './checkpoints.js';
import { Verifications, VERIFY_ACCESS_LOG } from './verifications.js';

/** What the module does by the clock and in the background. */
@Injectable()
export class AuditJobs implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly checkpoints: Checkpoints,
    private readonly verifications: Verifications,
  ) {}

  onModuleInit(): void {
    this.jobs.every('* * * * *', 'extend-checkpoints', () => this.checkpoints.extend());
    this.jobs.every('0 6 * * *', 'verify-access-log-daily', async () => void (await this.verifications.runNow()));
    this.jobs.define(VERIFY_ACCESS_LOG, async ({ id }) => void (await this.verifications.finish(id as string)));
  }
}
