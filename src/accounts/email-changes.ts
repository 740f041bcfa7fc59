import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Origin } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { EmailChanged, EmailChangeRequested } from './account.events.js';
import { AccountLinks, LINK_HOURS, type Queries } from './account-links.js';
import { accountPaths } from './accounts.paths.js';
import { Throttle } from './throttle.js';

/** A change of address that waits for its link to be used. */
export interface OpenedEmailChange {
  readonly accountId: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** A new address counts once somebody has used the link that was sent there; the old one is told. */
@Injectable()
export class EmailChanges {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: AccountLinks,
    private readonly throttle: Throttle,
  ) {}

  /** Ends a request made before. An address that has an account gets no mail, and nobody is told so. @throws TooOften */
  async request(actor: Actor, email: string, once?: string): Promise<string> {
    await this.throttle.count([['link-email', actor.id]], { who: actor, action: 'account.request-throttled', subject: { accountId: actor.id } });
    return this.work.once(once, actor.id, async (tx) => {
      tx.log({ who: actor, action: 'account.email-change-requested', subject: { accountId: actor.id, what: email } });
      const [taken] = await tx.query(`select id from accounts where email = $1`, [email]);
      if (!taken) {
        await tx.query(
          `insert into email_changes (account_id, email) values ($1, $2)
           on conflict (account_id) do update set email = excluded.email, token_hash = null, asked_at = now()`, [actor.id, email]);
        await tx.record(new EmailChangeRequested(actor, { accountId: actor.id, email }));
      }
      return accountPaths.email('sent');
    });
  }

  /** Makes the link. Call it when the mail is written, so that the link lies nowhere else. @returns its path; undefined when another address was asked for since */
  async issue(db: Queries, accountId: string, email: string): Promise<string | undefined> {
    const token = randomBytes(32).toString('base64url');
    const issued = (await db.query(`with issued as (update email_changes set token_hash = $3 where account_id = $1 and email = $2 returning 1) select from issued`, [accountId, email, hashed(token)])) as unknown[];
    return issued.length === 1 ? accountPaths.emailConfirmation(token) : undefined;
  }

  /** @returns undefined for a link that was used, replaced, is older than 72 hours, or never was */
  open(token: string): Promise<OpenedEmailChange | undefined> {
    return this.work.read((tx) => opened(tx, token));
  }

  /** Takes the new address into use; links that went to the old one end. @returns false when the link can't be used any more */
  confirm(token: string, from: Origin): Promise<boolean> {
    return this.work.run(async (tx) => {
      const change = await opened(tx, token, 'for update of c, a');
      if (!change) return false;
      const { accountId, name } = change;
      await tx.query(`update accounts set email = $2 where id = $1`, [accountId, change.to]);
      await tx.query(`delete from email_changes where account_id = $1`, [accountId]);
      await this.links.endAll(tx, accountId);
      const who = { id: accountId, name, from };
      tx.log({ who, action: 'account.email-changed', subject: { accountId, what: `${change.from} → ${change.to}` } });
      await tx.record(new EmailChanged(who, { accountId, email: change.from }));
      return true;
    });
  }
}

async function opened(tx: Transaction, token: string, lock = ''): Promise<OpenedEmailChange | undefined> {
  const [change] = await tx.query<OpenedEmailChange>(
    `select a.id as "accountId", a.name, a.email as "from", c.email as "to" from email_changes c join accounts a on a.id = c.account_id
     where c.token_hash = $1 and c.asked_at > now() - make_interval(hours => $2) and a.state = 'active'
       and not exists (select from accounts other where other.email = c.email) ${lock}`, [hashed(token), LINK_HOURS]);
  return change;
}

const hashed = (token: string): Buffer => createHash('sha256').update(token).digest();
