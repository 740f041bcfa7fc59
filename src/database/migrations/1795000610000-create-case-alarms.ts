import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the coordinators have been told of, once each; and what a change was from and to. */
export class CreateCaseAlarms1795000610000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table case_alarms (
        case_id       uuid not null references cases,
        kind          text not null constraint an_alarm_is_known check (kind in ('unallocated', 'overdue', 'unanswered')),
        allocation_id uuid references case_allocations,
        due_at        timestamptz not null,
        raised_at     timestamptz not null,
        constraint an_alarm_is_raised_once unique nulls not distinct (case_id, kind, allocation_id, due_at),
        constraint an_answer_is_overdue_from_somebody check ((kind = 'overdue') = (allocation_id is not null))
      )`);
    await db.query(`create index cases_without_end on cases (submitted_at) where state in ('awaiting-allocation', 'allocated', 'with-specialist', 'information-requested')`);
    await db.query(`alter table case_history add column old_value text, add column new_value text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table case_history drop column old_value, drop column new_value`);
    await db.query(`drop index cases_without_end`);
    await db.query(`drop table case_alarms`);
  }
}
