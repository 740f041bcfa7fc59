import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '#libs/jobs/job-runner';
import { OutcomeRequests } from '../outcome-requests.js';

/** Asks for the outcomes that have become due, once an hour. */
@Injectable()
export class AskForOutcomes implements OnModuleInit {
  constructor(
    private readonly requests: OutcomeRequests,
    private readonly jobs: JobRunner,
  ) {}

  onModuleInit(): void {
    this.jobs.every('7 * * * *', 'ask-for-outcomes', () => this.requests.announce());
  }
}
