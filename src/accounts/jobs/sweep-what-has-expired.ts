import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobRunner } from '#libs/jobs/job-runner';
import { PLACES_KNOWN_FOR } from '../sign-in-places.js';

/** Links that ended are known for this long, so that whoever clicks one can ask for a new one. */
const LINKS_KNOWN_FOR = '90 days';

/** A request that nobody has confirmed in this time is nobody's. Where there is no mail server, administrators have as long to decide. */
const REQUESTS_WAIT_FOR = '30 days';

/** Removes counts that have run out, links that ended long ago, requests that nobody confirmed, and places nobody signed in from lately, once an hour. */
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
    await this.dataSource.query(`delete from account_requests where state = 'unconfirmed' and created_at < now() - $1::interval`, [REQUESTS_WAIT_FOR]);
    // The last place of each account stays: without any, the next one would not be new.
    await this.dataSource.query(
      `delete from sign_in_places p where seen_at < now() - $1::interval and exists (select from sign_in_places q where q.account_id = p.account_id and q.seen_at > p.seen_at)`, [PLACES_KNOWN_FOR]);
  }
}
