import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What makes a removed row of the access log tell on itself; what checks found; and the indexes of the auditor's questions. */
export class CreateAccessLogCheckpoints1795000410000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table access_log_checkpoints (
        id       bigint primary key,
        rows     bigint[] not null constraint a_checkpoint_has_rows check (cardinality(rows) > 0),
        seals    bytea not null,
        previous bytea,
        mac      bytea not null,
        made_at  timestamptz not null,
        constraint a_checkpoint_has_a_seal_per_row check (length(seals) = 8 * cardinality(rows)),
        constraint only_the_first_checkpoint_has_no_previous check ((id = 1) = (previous is null))
      )`);
    await db.query(`
      create trigger access_log_checkpoints_stay before update or delete or truncate on access_log_checkpoints
      for each statement execute function access_log_is_append_only()`);

    await db.query(`
      create table access_log_verifications (
        id          uuid primary key,
        asked_by    uuid references accounts,
        asked_at    timestamptz not null default now(),
        finished_at timestamptz,
        row_count   bigint,
        findings    jsonb,
        constraint a_finished_verification_has_a_result check ((finished_at is null) = (findings is null) and (finished_at is null) = (row_count is null))
      )`);
    await db.query(`create index access_log_verifications_by_time on access_log_verifications (asked_at desc)`);

    await db.query(`create index access_log_by_time on access_log (at)`);
    await db.query(`create index access_log_refused on access_log (id desc) where outcome = 'refused'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index access_log_refused, access_log_by_time`);
    await db.query(`drop table access_log_verifications, access_log_checkpoints`);
  }
}
