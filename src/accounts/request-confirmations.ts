import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { Origin, Role } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { AccountRequested } from './account.events.js';
import { LINK_HOURS, type Queries } from './account-links.js';
import { AccountRequests } from './account-requests.js';
import { accountPaths } from './accounts.paths.js';

/** What a link to confirm an address is about. */
export interface OpenedRequest {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** A request for an account is the administrators' once somebody has used the link that was sent to its address. */
@Injectable()
export class RequestConfirmations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: AccountRequests,
  ) {}

  /** Makes the link, which ends an older one. Call it when the mail is written, so that the link lies nowhere else. @returns its path; undefined when there is nothing to confirm */
  async issue(db: Queries, requestId: string): Promise<string | undefined> {
    const token = randomBytes(32).toString('base64url');
    const issued = (await db.query(`with issued as (update account_requests set token_hash = $2 where id = $1 and state = 'unconfirmed' returning 1) select from issued`, [requestId, hashed(token)])) as unknown[];
    return issued.length === 1 ? accountPaths.requestConfirmation(token) : undefined;
  }

  /** @returns undefined for a link that was used, replaced, is older than 72 hours, or never was */
  open(token: string): Promise<OpenedRequest | undefined> {
    return this.work.read(async (tx) => (await tx.query<OpenedRequest>(`select name, email, role from account_requests where ${USABLE}`, [hashed(token), LINK_HOURS]))[0]);
  }

  /** @returns false when the link can't be used any more */
  confirm(token: string, from: Origin): Promise<boolean> {
    return this.work.run(async (tx) => {
      const [confirmed] = await tx.query<{ id: string; name: string }>(
        `with confirmed as (update account_requests set state = 'open' where ${USABLE} returning id, name) select id, name from confirmed`, [hashed(token), LINK_HOURS]);
      if (!confirmed) return false;
      tx.log({ who: { id: null, name: '', from }, action: 'account.request-confirmed', subject: { what: confirmed.name } });
      if (!this.requests.waiting.includes('unconfirmed')) await tx.record(new AccountRequested(null, { requestId: confirmed.id }));
      return true;
    });
  }
}

const USABLE = `token_hash = $1 and state = 'unconfirmed' and created_at > now() - make_interval(hours => $2)`;

const hashed = (token: string): Buffer => createHash('sha256').update(token).digest();
