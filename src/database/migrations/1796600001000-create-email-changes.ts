import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses that people want to change to, until they have shown that mail reaches them there. */
export class CreateEmailChanges1796600001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table email_changes (
        account_id uuid primary key references accounts,
        email      text not null constraint a_new_email_is_lower_case check (email = lower(email)),
        token_hash bytea constraint an_email_link_is_unique unique,
        asked_at   timestamptz not null default now()
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table email_changes`);
  }
}
