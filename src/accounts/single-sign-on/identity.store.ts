import type { Transaction } from '#libs/database/unit-of-work';
import type { Proof } from '#libs/sign-on/proof';

/** An account as far as it matters to whoever wants in. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly state: 'approved' | 'active' | 'disabled';
  /** Whether it belongs to another person of the same provider. */
  readonly isTaken: boolean;
}

/** What names of directories begin with; providers' are web addresses. */
export const ISSUED_BY_A_DIRECTORY = 'ldap:';

/** The account that is tied to this identity; kept from changing until the transaction ends. */
export async function findByIdentity(tx: Transaction, { issuer, subject }: Proof): Promise<Known | undefined> {
  const [account] = await tx.query<Known>(
    `select a.id, a.name, a.state, false as "isTaken" from accounts a join account_identities i on i.account_id = a.id
     where i.issuer = $1 and i.subject = $2 for update of a`, [issuer, subject]);
  return account;
}

/** The account with this address. */
export async function findByAddress(tx: Transaction, email: string, issuer: string): Promise<Known | undefined> {
  const [account] = await tx.query<Known>(
    `select a.id, a.name, a.state, exists (select from account_identities i where i.account_id = a.id and i.issuer = $2) as "isTaken"
     from accounts a where a.email = $1 for update of a`, [email, issuer]);
  return account;
}

/** Ties the account to the identity for good. @returns false when somebody was faster */
export async function link(tx: Transaction, accountId: string, { issuer, subject }: Proof): Promise<boolean> {
  const [row] = await tx.query(`insert into account_identities (issuer, subject, account_id) values ($1, $2, $3) on conflict do nothing returning account_id`, [issuer, subject, accountId]);
  return Boolean(row);
}

/** Whoever has shown who they are has no need of an activation link. */
export async function activate(tx: Transaction, accountId: string): Promise<void> {
  await tx.query(`update accounts set state = 'active' where id = $1 and state = 'approved'`, [accountId]);
}
