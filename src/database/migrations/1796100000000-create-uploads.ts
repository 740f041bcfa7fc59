import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that come in parts: how much of each is on the disk for certain, and who is writing it. */
export class CreateUploads1796100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table uploads (
        id               uuid primary key,
        account_id       uuid not null references accounts,
        case_id          uuid not null references cases,
        name             text not null,
        bytes            bigint not null constraint an_upload_is_not_empty check (bytes > 0),
        received         bigint not null default 0 constraint an_upload_has_no_more_than_its_bytes check (received between 0 and bytes),
        storage_key      text not null,
        attachment_id    uuid,
        lease_owner      uuid,
        lease_until      timestamptz,
        created_at       timestamptz not null default now(),
        last_activity_at timestamptz not null default now(),
        constraint an_upload_is_a_file_with_its_last_byte check ((received = bytes) = (attachment_id is not null)),
        constraint a_lease_has_an_end check ((lease_owner is null) = (lease_until is null))
      )`);
    await db.query(`create index uploads_by_case on uploads (case_id)`);
    await db.query(`create index uploads_by_storage_key on uploads (storage_key)`);
    await db.query(`create index uploads_by_last_activity on uploads (last_activity_at)`);
    await db.query(`create index attachments_by_storage_key on attachments (storage_key)`);
    await db.query(`create index attachments_by_uploader on attachments (uploaded_by, created_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index attachments_by_uploader`);
    await db.query(`drop index attachments_by_storage_key`);
    await db.query(`drop table uploads`);
  }
}
