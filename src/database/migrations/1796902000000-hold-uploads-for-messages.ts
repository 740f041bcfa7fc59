import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that are chosen for a message come while it is still being written, and wait for it: nobody sees them before. */
export class HoldUploadsForMessages1796902000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table uploads
        add column message_id uuid,
        add column whole jsonb,
        drop constraint an_upload_is_a_file_with_its_last_byte,
        add constraint an_upload_is_a_file_with_its_last_byte_or_waits_for_its_message check ((received = bytes) = (num_nonnulls(attachment_id, whole) = 1)),
        add constraint only_what_is_for_a_message_waits_for_it check (whole is null or message_id is not null)`);
    await db.query(`create index open_uploads_by_account on uploads (account_id, created_at) where attachment_id is null`);
    await db.query(`alter table messages add column files_chosen smallint not null default 0 constraint files_are_counted check (files_chosen >= 0)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table messages drop column files_chosen`);
    await db.query(`drop index open_uploads_by_account`);
    await db.query(`delete from uploads where whole is not null`);
    await db.query(`
      alter table uploads
        drop constraint an_upload_is_a_file_with_its_last_byte_or_waits_for_its_message,
        add constraint an_upload_is_a_file_with_its_last_byte check ((received = bytes) = (attachment_id is not null)),
        drop column whole,
        drop column message_id`);
  }
}
