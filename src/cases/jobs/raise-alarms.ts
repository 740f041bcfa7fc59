import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { JobRunner } from '#libs/jobs/job-runner';
import { CaseAlarms } from '../case.alarms.js';

export const RAISE_ALARMS = 'raise-alarms';

/** Every minute, in one of the processes: tells of what waits too long. */
@Injectable()
export class RaiseAlarms implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly work: UnitOfWork,
    private readonly alarms: CaseAlarms,
  ) {}

  onModuleInit(): void {
    this.jobs.every('* * * * *', RAISE_ALARMS, () => this.sweep());
  }

  /** @param now what counts as late */
  async sweep(now = new Date()): Promise<void> {
    while (!(await this.work.run((tx) => this.alarms.raise(tx, now))).isAll);
  }
}
