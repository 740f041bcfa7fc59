import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions, events, forms sent, and the access log: what every module stands on. */
export class CreateKernel1795000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table sessions (
        sid    text primary key,
        sess   json not null,
        expire timestamptz not null
      )`);
    await db.query(`create index sessions_by_expiry on sessions (expire)`);

    await db.query(`
      create table events (
        id          uuid primary key,
        type        text not null,
        payload     jsonb not null,
        actor_id    uuid,
        occurred_at timestamptz not null
      )`);

    await db.query(`
      create table form_submissions (
        key        text primary key constraint a_key_is_short check (length(key) <= 64),
        account_id uuid not null,
        location   text,
        sent_at    timestamptz not null default now()
      )`);
    await db.query(`create index form_submissions_by_time on form_submissions (sent_at)`);

    await db.query(`
      create table access_log (
        id                 bigint generated always as identity primary key,
        at                 timestamptz not null,
        account_id         uuid,
        name               text not null,
        role               text,
        address            text not null,
        agent              text not null,
        action             text not null,
        case_reference     text,
        case_id            uuid,
        patient_id         uuid,
        subject_account_id uuid,
        what               text,
        outcome            text not null constraint an_outcome_is_known check (outcome in ('done', 'refused')),
        seal               bytea not null
      )`);
    await db.query(`create index access_log_by_case on access_log (case_reference, id desc) where case_reference is not null`);
    await db.query(`create index access_log_by_patient on access_log (patient_id, id desc) where patient_id is not null`);
    await db.query(`create index access_log_by_account on access_log (account_id, id desc) where account_id is not null`);
    await db.query(`create index access_log_by_action on access_log (action, id desc)`);
    await db.query(`
      create function access_log_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'rows of the access log cannot be changed or removed';
      end $$`);
    await db.query(`
      create trigger access_log_stays before update or delete or truncate on access_log
      for each statement execute function access_log_is_append_only()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table access_log, form_submissions, events, sessions`);
    await db.query(`drop function access_log_is_append_only`);
  }
}
