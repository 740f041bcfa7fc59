import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobRunner } from '#libs/jobs/job-runner';

/** Links that ended are known for this long, so that whoever clicks one can ask for a new one. */
const LINKS_KNOWN_FOR = '90 days';

/** Removes counts that have run out, and links that ended long ago, once an hour. */
@Injectable()
export class SweepWhatHasExpired implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobRunner,
  ) {}

  onModuleInit(): void {
    this.jobs.every('23 * * * *', 'sweep-accounts', () => this.sweep());
  }

  async sweep(): Promise<void> {
    await this.dataSource.query(`delete from rate_limits where expire < $1`, [Date.now()]);
    await this.dataSource.query(`delete from account_links where expires_at < now() - $1::interval`, [LINKS_KNOWN_FOR]);
  }
}
