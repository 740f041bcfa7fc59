import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { RoleAsked } from './account.events.js';
import { LastAdministrator } from './account.errors.js';
import type { Rights } from './rights.js';

/** Roles that one person alone gives to nobody, where there is a second one to look. */
const OF_TRUST: readonly Role[] = ['administrator', 'auditor'];

/** Makes whoever changes rights wait for one another, so that no two decide by what is no longer so. Call it first. */
export async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('rights of accounts'))`);
}

/** Those who can decide on rights now. */
export async function activeAdministrators(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(`select a.id from accounts a join account_roles r on r.account_id = a.id where r.role = 'administrator' and a.state = 'active'`);
  return rows.map(({ id }) => id);
}

/** @throws LastAdministrator when nobody else could administer any more */
export async function assertAnotherAdministrator(tx: Transaction, accountId: string): Promise<void> {
  const active = await activeAdministrators(tx);
  if (active.every((id) => id === accountId)) throw new LastAdministrator();
}

/**
 * What of these rights can be given at once. For the rest, where there is a second administrator, that one is asked.
 * @returns the rights to write, and the roles that wait
 */
export async function askForRolesOfTrust(tx: Transaction, actor: Actor, accountId: string, before: Rights, wanted: Rights): Promise<{ rights: Rights; waiting: readonly Role[] }> {
  const waiting = wanted.roles.filter((role) => OF_TRUST.includes(role) && !before.roles.includes(role));
  if (waiting.length === 0 || (await activeAdministrators(tx)).length < 2) return { rights: wanted, waiting: [] };
  for (const role of waiting) {
    const id = randomUUID();
    const [asked] = await tx.query(
      `insert into role_grants (id, account_id, role, asked_by) values ($1, $2, $3, $4) on conflict (account_id, role) where state = 'open' do nothing returning id`,
      [id, accountId, role, actor.id]);
    if (!asked) continue;
    tx.log({ who: actor, role: 'administrator', action: 'account.role-asked', subject: { accountId, what: role } });
    await tx.record(new RoleAsked(actor, { grantId: id, accountId }));
  }
  return { rights: { ...wanted, roles: wanted.roles.filter((role) => !waiting.includes(role)) }, waiting };
}

/** Whoever is let in no more gets no role either that somebody had asked for. */
export async function dropGrants(tx: Transaction, actor: Actor, accountId: string): Promise<void> {
  await tx.query(`update role_grants set state = 'declined', decided_by = $2, decided_at = now() where account_id = $1 and state = 'open'`, [accountId, actor.id]);
}
