import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each person chooses whether mails about cases come at once, once a day, or not at all. */
export class LetPeopleChooseTheirMails1796850000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table accounts add column mails text not null default 'at-once' constraint a_choice_of_mails_is_known check (mails in ('at-once', 'daily', 'never'))`);
    await db.query(`alter table notifications drop constraint a_mail_state_is_known,
      add constraint a_mail_state_is_known check (mail_state in ('waiting', 'gathered', 'sent', 'failed', 'not-wanted'))`);
    await db.query(`create index mails_that_are_gathered on notifications (account_id, created_at) where mail_state = 'gathered'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index mails_that_are_gathered`);
    await db.query(`update notifications set mail_state = 'not-wanted' where mail_state = 'gathered'`);
    await db.query(`alter table notifications drop constraint a_mail_state_is_known,
      add constraint a_mail_state_is_known check (mail_state in ('waiting', 'sent', 'failed', 'not-wanted'))`);
    await db.query(`alter table accounts drop column mails`);
  }
}
