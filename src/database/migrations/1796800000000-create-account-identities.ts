import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom providers and directories know an account as; an account that has such an identity needs no password of ours. */
export class CreateAccountIdentities1796800000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table account_identities (
        issuer     text not null,
        subject    text not null,
        account_id uuid not null references accounts,
        linked_at  timestamptz not null default now(),
        primary key (issuer, subject),
        constraint an_account_has_one_identity_of_an_issuer unique (account_id, issuer)
      )`);
    await db.query(`alter table accounts drop constraint an_active_account_has_a_password`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`update accounts set state = 'approved' where state = 'active' and password_hash is null`);
    await db.query(`alter table accounts add constraint an_active_account_has_a_password check (state <> 'active' or password_hash is not null)`);
    await db.query(`drop table account_identities`);
  }
}
