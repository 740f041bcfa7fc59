import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { JobRunner } from '#libs/jobs/job-runner';
import { keepRequest, whatToTell } from '../account-request.store.js';
import { AccountRequests } from '../account-requests.js';
import { KEEP_REQUEST, type RequestToKeep } from './account-request-to-keep.js';

/** Looks what is known of the address of a request only after its sender was answered: the time of the answer tells nothing. */
@Injectable()
export class KeepAccountRequests implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: JobRunner,
    private readonly requests: AccountRequests,
  ) {}

  onModuleInit(): void {
    this.jobs.define(KEEP_REQUEST, (request) => this.keep(request as unknown as RequestToKeep));
  }

  private keep({ form, isProven }: RequestToKeep): Promise<void> {
    return this.work.run(async (tx) => {
      const kept = await keepRequest(tx, form, isProven ? 'open' : 'unconfirmed');
      for (const event of await whatToTell(tx, form.email, kept, this.requests.waiting)) await tx.record(event);
    });
  }
}
