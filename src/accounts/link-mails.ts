import { Injectable } from '@nestjs/common';
import type { Origin } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { addJob } from '#libs/jobs/add-job';
import { AccountLinks } from './account-links.js';
import { ANNOUNCE_LINK, type LinkToAnnounce } from './jobs/announce-links.js';
import { networkOf } from './network.js';
import { Throttle } from './throttle.js';

interface Owner {
  readonly id: string;
  readonly name: string;
}

/** Lets people ask for a link by e-mail. Whoever asks learns nothing; only the owner of the address gets a mail. */
@Injectable()
export class LinkMails {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: Throttle,
    private readonly links: AccountLinks,
  ) {}

  /** @throws TooOften for a sender who asks again and again, for whatever address */
  async sendTo(email: string, from: Origin): Promise<void> {
    await this.count(from);
    const isWithin = await this.throttle.isWithin(['link-email', email]);
    await this.work.run(async (tx) => {
      const [owner] = await tx.query<Owner>(`select id, name from accounts where email = $1`, [email]);
      tx.log({ who: { id: owner?.id ?? null, name: owner?.name ?? '', from }, action: 'account.link-requested', subject: { accountId: owner?.id } });
      if (isWithin) await addJob(tx.manager, ANNOUNCE_LINK, { accountId: owner?.id ?? null } satisfies LinkToAnnounce);
    });
  }

  /** A new link for whoever had this one, be it used, expired or replaced. @throws TooOften */
  async renew(token: string, from: Origin): Promise<void> {
    const link = await this.work.run((tx) => this.links.open(tx, token));
    if (link) await this.sendTo(link.email, from);
    else await this.count(from);
  }

  private async count(from: Origin): Promise<void> {
    await this.throttle.count([['link-address', networkOf(from.address)], ['link-site', 'all']], { who: { id: null, name: '', from }, action: 'account.request-throttled' });
  }
}
