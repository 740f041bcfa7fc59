import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '#libs/database/unit-of-work';
import { accountPaths } from './accounts.paths.js';

/** A link that activates an account, or lets a person choose a new password. */
export type LinkPurpose = 'activation' | 'reset';

/** Hours for which a link can be used: mail may take a day, and people have a day off. */
export const LINK_HOURS = 72;

/** Anything that runs SQL: a transaction of ours, or TypeORM's manager. */
export interface Queries {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

/** What a link is for. One that was used or has expired is still known, so that a new one can be asked for. */
export interface OpenedLink {
  readonly accountId: string;
  readonly purpose: LinkPurpose;
  readonly name: string;
  readonly email: string;
  readonly isUsable: boolean;
}

/** Links that set a password once. Kept as a hash, so that nobody who reads the database can use one. */
@Injectable()
export class AccountLinks {
  /**
   * Makes a link and ends every older one of the account. Call it when the mail is written, so that the link lies nowhere else.
   * @returns its path, to be put after the public origin
   */
  async issue(db: Queries, accountId: string, purpose: LinkPurpose): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.endAll(db, accountId);
    await db.query(
      `insert into account_links (token_hash, account_id, purpose, expires_at) values ($1, $2, $3, now() + make_interval(hours => $4))`,
      [hashed(token), accountId, purpose, LINK_HOURS],
    );
    return purpose === 'activation' ? accountPaths.activation(token) : accountPaths.reset(token);
  }

  async endAll(db: Queries, accountId: string): Promise<void> {
    await db.query(`update account_links set expires_at = now() where account_id = $1 and used_at is null and expires_at > now()`, [accountId]);
  }

  async open(tx: Transaction, token: string): Promise<OpenedLink | undefined> {
    const [row] = await tx.query<{ account_id: string; purpose: LinkPurpose; name: string; email: string; is_usable: boolean }>(OPEN, [hashed(token)]);
    return row && { accountId: row.account_id, purpose: row.purpose, name: row.name, email: row.email, isUsable: row.is_usable };
  }

  /** Uses the link up. @returns undefined when somebody was faster, or it had expired */
  async spend(tx: Transaction, token: string): Promise<OpenedLink | undefined> {
    await tx.query(`select from account_links where token_hash = $1 for update`, [hashed(token)]);
    const link = await this.open(tx, token);
    if (!link?.isUsable) return undefined;
    await tx.query(`update account_links set used_at = now() where token_hash = $1`, [hashed(token)]);
    return link;
  }
}

/** An activation link is for an account that was never activated, a reset link for one that is in use. */
const OPEN = `
  select l.account_id, l.purpose, a.name, a.email,
    l.used_at is null and l.expires_at > now() and a.state = case l.purpose when 'activation' then 'approved' else 'active' end as is_usable
  from account_links l join accounts a on a.id = l.account_id where l.token_hash = $1`;

const hashed = (token: string): Buffer => createHash('sha256').update(token).digest();
