import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people prove themselves with besides their password, and from where they have signed in. */
export class CreateSecondFactors1796600000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table authenticators (
        account_id uuid primary key references accounts,
        secret     bytea not null,
        last_step  bigint not null,
        since      timestamptz not null default now()
      )`);
    await db.query(`
      create table recovery_codes (
        account_id uuid not null references accounts,
        code_hash  bytea not null,
        used_at    timestamptz,
        primary key (account_id, code_hash)
      )`);
    await db.query(`
      create table sign_in_places (
        account_id uuid not null references accounts,
        place_hash bytea not null,
        seen_at    timestamptz not null default now(),
        primary key (account_id, place_hash)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table sign_in_places, recovery_codes, authenticators`);
  }
}
