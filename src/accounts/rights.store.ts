import { ROLES, type Role } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import type { Rights } from './rights.js';

/** What the account may do now. */
export async function readRights(tx: Transaction, accountId: string): Promise<Rights> {
  const [row] = await tx.query<Rights & { roles: Role[] }>(
    `select array(select role from account_roles where account_id = $1) as roles,
       array(select project_id from memberships where account_id = $1 and ended_at is null order by began_at) as projects,
       array(select mission_id from mission_coordinators where account_id = $1) as missions,
       array(select specialty from account_specialties where account_id = $1 order by specialty) as specialties`,
    [accountId],
  );
  return { ...row!, roles: ROLES.filter((role) => row!.roles.includes(role)) };
}

/** Makes the rights of the account these and no others. A membership that ends is kept with its end. */
export async function writeRights(tx: Transaction, accountId: string, { roles, projects, missions, specialties }: Rights): Promise<void> {
  await replace(tx, 'account_roles', 'role', accountId, roles);
  await replace(tx, 'mission_coordinators', 'mission_id', accountId, missions);
  await replace(tx, 'account_specialties', 'specialty', accountId, specialties);
  await tx.query(`update memberships set ended_at = now() where account_id = $1 and ended_at is null and project_id::text <> all($2)`, [accountId, projects]);
  for (const project of projects) {
    await tx.query(
      `insert into memberships (id, account_id, project_id) values (gen_random_uuid(), $1, $2) on conflict (account_id, project_id) where ended_at is null do nothing`,
      [accountId, project],
    );
  }
}

async function replace(tx: Transaction, table: string, column: string, accountId: string, values: readonly string[]): Promise<void> {
  await tx.query(`delete from ${table} where account_id = $1 and ${column}::text <> all($2)`, [accountId, values]);
  for (const value of values) await tx.query(`insert into ${table} (account_id, ${column}) values ($1, $2) on conflict do nothing`, [accountId, value]);
}
