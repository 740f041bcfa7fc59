import { Injectable } from '@nestjs/common';
import type { Origin } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { PasswordChanged } from './account.events.js';
import { AccountLinks, type OpenedLink } from './account-links.js';
import { endSessionsOf, setPassword } from './account.store.js';
import { hashPassword } from './passwords.js';

/** What a link from an e-mail can do. */
@Injectable()
export class LinksService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: AccountLinks,
  ) {}

  open(token: string): Promise<OpenedLink | undefined> {
    return this.work.run((tx) => this.links.open(tx, token));
  }

  /** Sets the password and uses the link up. A reset ends every session there is: it may be why it was asked for. */
  async choosePassword(token: string, password: string, from: Origin): Promise<boolean> {
    const hash = await hashPassword(password);
    return this.work.run(async (tx) => {
      const link = await this.links.spend(tx, token);
      if (!link) return false;
      const { accountId, name, purpose } = link;
      await setPassword(tx, accountId, hash);
      await this.links.endAll(tx, accountId);
      await endSessionsOf(tx, accountId);
      const who = { id: accountId, name, from };
      tx.log({ who, action: purpose === 'activation' ? 'account.activated' : 'account.password-reset', subject: { accountId } });
      if (purpose === 'reset') await tx.record(new PasswordChanged(who, { accountId }));
      return true;
    });
  }
}
