import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles that one administrator wants to give, and another one has to confirm. */
export class CreateRoleGrants1796700002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table role_grants (
        id         uuid primary key,
        account_id uuid not null references accounts,
        role       text not null constraint a_granted_role_is_one_of_trust check (role in ('administrator', 'auditor')),
        asked_by   uuid not null references accounts,
        asked_at   timestamptz not null default now(),
        state      text not null default 'open' constraint a_grant_state_is_known check (state in ('open', 'confirmed', 'declined')),
        decided_by uuid references accounts,
        decided_at timestamptz,
        constraint a_grant_is_confirmed_by_somebody_else check (state <> 'confirmed' or decided_by <> asked_by)
      )`);
    await db.query(`create unique index a_role_is_asked_for_once on role_grants (account_id, role) where state = 'open'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table role_grants`);
  }
}
