import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { JobRunner } from '#libs/jobs/job-runner';
import { ActivationRequested, PasswordResetRequested } from '../account.events.js';

export const ANNOUNCE_LINK = 'announce-link';

/** Somebody asked for a link by e-mail; for an address that nobody has, there is nobody to send it to. */
export interface LinkToAnnounce {
  readonly accountId: string | null;
}

/** Sees to a link only after whoever asked was answered: the time of the answer tells nothing. */
@Injectable()
export class AnnounceLinks implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: JobRunner,
  ) {}

  onModuleInit(): void {
    this.jobs.define(ANNOUNCE_LINK, (link) => this.announce(link as unknown as LinkToAnnounce));
  }

  /** The kind of link follows from the account: to activate it, or to choose a new password. A disabled one gets none. */
  private announce({ accountId }: LinkToAnnounce): Promise<void> {
    return this.work.run(async (tx) => {
      const [owner] = await tx.query<{ id: string; state: 'approved' | 'active' | 'disabled' }>(`select id, state from accounts where id = $1`, [accountId]);
      if (owner?.state === 'approved') await tx.record(new ActivationRequested(null, { accountId: owner.id }));
      if (owner?.state === 'active') await tx.record(new PasswordResetRequested(null, { accountId: owner.id }));
    });
  }
}
