import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PDFs of large cases that somebody has asked for: made by jobs, kept for a day. One of a case for each person. */
export class CreateCasePdfs1796901000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`create table case_pdfs (
      id uuid primary key,
      case_id uuid not null references cases (id) on delete cascade,
      account_id uuid not null references accounts (id),
      asked_at timestamptz not null default now(),
      files integer not null,
      files_done integer not null default 0,
      made_at timestamptz,
      bytes bigint,
      version text,
      seen_at timestamptz,
      constraint a_person_has_one_pdf_of_a_case unique (case_id, account_id),
      constraint a_made_pdf_is_known_whole check ((made_at is null) = (bytes is null) and (made_at is null) = (version is null))
    )`);
    await db.query(`create index case_pdfs_of_a_person on case_pdfs (account_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table case_pdfs`);
  }
}
