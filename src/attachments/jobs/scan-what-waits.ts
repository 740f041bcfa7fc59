import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '#libs/jobs/job-runner';
import { Scans } from '../scans.js';

/** Every five minutes: files that came while the scanner was away, or before there was one. */
@Injectable()
export class ScanWhatWaits implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly scans: Scans,
  ) {}

  onModuleInit(): void {
    this.jobs.every('*/5 * * * *', 'scan-what-waits', () => this.scans.scanWhatWaits());
  }
}
