import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two patients who turned out to be one: the one that is kept has the cases, the other's reference still leads to it. */
export class MergePatients1795000730000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table patients
        add column merged_into_id uuid references patients,
        add column merged_at      timestamptz,
        add column merged_by      uuid references accounts,
        add column merge_reason   text,
        add constraint a_merge_says_who_when_and_why check (num_nulls(merged_into_id, merged_at, merged_by, merge_reason) in (0, 4)),
        add constraint a_patient_is_not_merged_into_itself check (merged_into_id <> id)`);
    await db.query(`create index patients_merged_into on patients (merged_into_id) where merged_into_id is not null`);

    // Whoever still names the patient that was merged means the one that is kept; a merge that runs now is waited for.
    await db.query(`
      create function a_case_is_of_the_patient_that_is_kept() returns trigger language plpgsql as $$
      begin
        select coalesce(merged_into_id, id) into new.patient_id from patients where id = new.patient_id for key share;
        return new;
      end $$`);
    await db.query(`
      create trigger a_case_is_of_a_kept_patient before insert or update of patient_id on cases
      for each row when (new.patient_id is not null) execute function a_case_is_of_the_patient_that_is_kept()`);

    await db.query(lock(`
      if old.state in ('closed', 'posted-in-error') and not (
        to_jsonb(new) - 'patient_id' = to_jsonb(old) - 'patient_id' and exists (select from patients where id = old.patient_id and merged_into_id = new.patient_id)
      ) then`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(lock(`if old.state in ('closed', 'posted-in-error') then`));
    await db.query(`drop trigger a_case_is_of_a_kept_patient on cases`);
    await db.query(`drop function a_case_is_of_the_patient_that_is_kept`);
    await db.query(`alter table patients drop column merged_into_id, drop column merged_at, drop column merged_by, drop column merge_reason`);
  }
}

/** The function behind the trigger that keeps a case as it ended. @param when it refuses */
const lock = (when: string) => `
  create or replace function a_closed_case_stays_closed() returns trigger language plpgsql as $$
  begin
    ${when}
      raise exception 'the case is closed' using errcode = 'TC001';
    end if;
    return new;
  end $$`;
