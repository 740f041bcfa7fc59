import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A refused request for an account has a reason to tell, and no account to tell it to. */
export class AddWhatNotificationsAreAbout1795000420000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table notifications add column request_id uuid references account_requests`);
    await db.query(`create index mails_that_wait on notifications (created_at) where mail_state = 'waiting'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index mails_that_wait`);
    await db.query(`alter table notifications drop column request_id`);
  }
}
