import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobRunner } from './job-runner.js';

/** As long as a page may lie open, or what it could not send on a device, before it is sent again. */
const KNOWN_FOR = '30 days';

/** Forgets the keys of forms that nobody sends again, once a night. */
@Injectable()
export class SweepSentForms implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobRunner,
  ) {}

  onModuleInit(): void {
    this.jobs.every('41 2 * * *', 'sweep-sent-forms', () => this.sweep());
  }

  async sweep(): Promise<void> {
    await this.dataSource.query(`delete from form_submissions where sent_at < now() - $1::interval`, [KNOWN_FOR]);
  }
}
