import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A project's code is in the references of its cases: from the first one on it stays. */
export class KeepCodesThatCasesBear1796700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table projects add column has_cases boolean not null default false`);
    await db.query(`update projects p set has_cases = true where exists (select from case_numbers where project_id = p.id)`);
    await db.query(`
      create function a_code_that_cases_bear_stays() returns trigger language plpgsql as $$
      begin
        raise exception 'the code of a project with cases cannot be changed';
      end $$`);
    await db.query(`
      create trigger project_codes_stay before update on projects for each row
      when (old.has_cases and (new.code <> old.code or not new.has_cases)) execute function a_code_that_cases_bear_stays()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger project_codes_stay on projects`);
    await db.query(`drop function a_code_that_cases_bear_stays`);
    await db.query(`alter table projects drop column has_cases`);
  }
}
