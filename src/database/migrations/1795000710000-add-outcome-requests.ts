import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which closed cases still owe the outcome of the advice; asked for some weeks after the closing. */
export class AddOutcomeRequests1795000710000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table outcome_requests (
        case_id         uuid primary key references cases,
        project_id      uuid not null references projects,
        closed_at       timestamptz not null,
        asked_at        timestamptz,
        settled_at      timestamptz,
        settled_by      uuid references accounts,
        skipped_because text,
        constraint a_settled_outcome_has_somebody_who_settled_it check ((settled_at is null) = (settled_by is null)),
        constraint only_a_settled_outcome_is_skipped check (skipped_because is null or settled_at is not null)
      )`);
    await db.query(`create index outcomes_owed_by_project on outcome_requests (project_id, closed_at) where settled_at is null`);
    await db.query(`create index outcomes_to_ask_for on outcome_requests (closed_at) where asked_at is null and settled_at is null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table outcome_requests`);
  }
}
