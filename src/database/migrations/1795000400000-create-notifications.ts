import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each person is told: once per event and person, by mail and in the page. */
export class CreateNotifications1795000400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table notifications (
        id             uuid primary key,
        event_id       uuid not null,
        account_id     uuid references accounts,
        email          text not null,
        language       text not null,
        kind           text not null,
        case_reference text,
        link           text not null,
        mail_state     text not null constraint a_mail_state_is_known check (mail_state in ('waiting', 'sent', 'failed', 'not-wanted')),
        sent_at        timestamptz,
        read_at        timestamptz,
        created_at     timestamptz not null default now()
      )`);
    await db.query(`create unique index told_once_per_event_and_person on notifications (event_id, email, kind)`);
    await db.query(`create index notifications_unread on notifications (account_id) where read_at is null`);
    await db.query(`create index notifications_by_account on notifications (account_id, created_at desc)`);
    await db.query(`create index mails_that_failed on notifications (created_at) where mail_state = 'failed'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table notifications`);
  }
}
