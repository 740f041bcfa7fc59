import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The languages a specialist answers in, and the ways to the accounts that their pages take. */
export class AddLanguagesOfAnswers1795000120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table accounts add column answers_in text[] not null default '{}'`);
    await db.query(`create index accounts_by_name on accounts (lower(name), id)`);
    await db.query(`create index account_roles_by_role on account_roles (role)`);
    await db.query(`create index sessions_by_account on sessions ((sess ->> 'accountId'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index sessions_by_account, account_roles_by_role, accounts_by_name`);
    await db.query(`alter table accounts drop column answers_in`);
  }
}
