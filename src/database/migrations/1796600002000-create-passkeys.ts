import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that a telephone, a computer or a stick keeps, and proves to have. */
export class CreatePasskeys1796600002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table passkeys (
        id         text primary key,
        account_id uuid not null references accounts,
        public_key bytea not null,
        counter    bigint not null,
        name       text not null,
        created_at timestamptz not null default now(),
        used_at    timestamptz
      )`);
    await db.query(`create index passkeys_by_account on passkeys (account_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table passkeys`);
  }
}
