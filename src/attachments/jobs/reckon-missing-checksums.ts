import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '#libs/jobs/job-runner';
import { Checksums } from '../checksums.js';

/** Every quarter of an hour: files that came without a checksum get theirs before somebody waits for a zip. */
@Injectable()
export class ReckonMissingChecksums implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly checksums: Checksums,
  ) {}

  onModuleInit(): void {
    this.jobs.every('*/15 * * * *', 'reckon-missing-checksums', () => this.checksums.reckonMissing());
  }
}
