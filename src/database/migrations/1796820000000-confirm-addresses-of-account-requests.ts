import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request for an account waits until somebody has shown that mail reaches them at its address; a person has one that waits at a time. */
export class ConfirmAddressesOfAccountRequests1796820000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table account_requests
        add column token_hash bytea constraint a_request_link_is_unique unique,
        drop constraint a_request_state_is_known,
        add constraint a_request_state_is_known check (state in ('unconfirmed', 'open', 'approved', 'refused'))`);
    await db.query(`create unique index one_waiting_request_per_email on account_requests (email) where state in ('unconfirmed', 'open')`);
    await db.query(`drop index one_open_request_per_email`);
    await db.query(`
      alter table notifications
        drop constraint notifications_request_id_fkey,
        add constraint notifications_request_id_fkey foreign key (request_id) references account_requests on delete cascade`);
    await db.query(`create index notifications_by_request on notifications (request_id) where request_id is not null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index notifications_by_request`);
    await db.query(`delete from account_requests where state = 'unconfirmed'`);
    await db.query(`
      alter table notifications
        drop constraint notifications_request_id_fkey,
        add constraint notifications_request_id_fkey foreign key (request_id) references account_requests`);
    await db.query(`create unique index one_open_request_per_email on account_requests (email) where state = 'open'`);
    await db.query(`drop index one_waiting_request_per_email`);
    await db.query(`
      alter table account_requests
        drop constraint a_request_state_is_known,
        add constraint a_request_state_is_known check (state in ('open', 'approved', 'refused')),
        drop column token_hash`);
  }
}
