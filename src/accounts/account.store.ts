import { randomUUID } from 'node:crypto';
import type { Language } from '#config/languages';
import type { Transaction } from '#libs/database/unit-of-work';

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly timeZone: string;
}

/** Tables of what lets somebody in beside the password, and of what could become a way in. */
const WAYS_IN = ['account_identities', 'authenticators', 'recovery_codes', 'passkeys', 'email_changes'];

/**
 * Makes an account that waits for its activation. One that was disabled before comes back under its name, with nothing of
 * what it could do then, and with a password to be chosen anew: staff rotate, and return. No other way in is left: whoever
 * has the address now may be another person than the one whom the hospital knew under it.
 * @returns its id; undefined when the address has an account that is in use
 */
export async function createAccount(tx: Transaction, { name, email, language, timeZone }: NewAccount): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `insert into accounts as a (id, name, email, language, time_zone, state) values ($1, $2, $3, $4, $5, 'approved')
     on conflict (email) do update set language = excluded.language, password_hash = null, state = 'approved'
     where a.state = 'disabled' returning id`,
    [randomUUID(), name, email, language, timeZone],
  );
  if (row) for (const way of WAYS_IN) await tx.query(`delete from ${way} where account_id = $1`, [row.id]);
  return row?.id;
}

/** Gives the account a password, which makes it active. @param hash of `hashPassword` */
export async function setPassword(tx: Transaction, accountId: string, hash: string): Promise<void> {
  await tx.query(`update accounts set password_hash = $2, password_changed_at = now(), state = 'active' where id = $1`, [accountId, hash]);
}

/** Ends every session of the account, on whatever device, those too that are still on their way in. */
export async function endSessionsOf(tx: Transaction, accountId: string): Promise<void> {
  await tx.query(`delete from sessions where sess ->> 'accountId' = $1 or sess ->> 'enteringAs' = $1`, [accountId]);
}
