import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a first answer came in time can be told later, when a follow-up question has moved the due time on. Of older
 * answers it is known where none has; and where the due time lies before the answer: it was never moved on.
 */
export class KeepWhenAnswersWereDue1796900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table case_allocations add column answer_was_due_at timestamptz`);
    // Closed cases take nothing more; this was theirs all along.
    await db.query(`alter table case_allocations disable trigger no_allocation_on_a_closed_case`);
    await db.query(`
      update case_allocations a set answer_was_due_at = due_at where answered_at is not null
        and (due_at < answered_at or not exists (select from case_history h where h.case_id = a.case_id and h.what = 'replied' and h.at > a.answered_at))`);
    await db.query(`alter table case_allocations enable trigger no_allocation_on_a_closed_case`);
    await db.query(`create index allocations_by_time on case_allocations (created_at)`);
    await db.query(`create index allocations_of_a_specialist_by_time on case_allocations (specialist_id, created_at)`);
    await db.query(`create index outcomes_by_closing on outcome_requests (closed_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index outcomes_by_closing`);
    await db.query(`drop index allocations_of_a_specialist_by_time`);
    await db.query(`drop index allocations_by_time`);
    await db.query(`alter table case_allocations drop column answer_was_due_at`);
  }
}
