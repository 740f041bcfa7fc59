import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case that was posted in error: it stays for the record, and takes nothing more either. */
export class AddCasesPostedInError1795000700000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table cases drop constraint a_case_state_is_known, add constraint a_case_state_is_known check (state in
        ('draft', 'awaiting-allocation', 'allocated', 'with-specialist', 'information-requested', 'answered', 'closed', 'posted-in-error'))`);
    await db.query(`create index cases_posted_in_error on cases (state_since desc, id desc) where state = 'posted-in-error'`);
    // Whoever continued a case in error can continue it once more.
    await db.query(`drop index a_case_is_continued_once`);
    await db.query(`create unique index a_case_is_continued_once on cases (continues_id) where continues_id is not null and state <> 'posted-in-error'`);
    await db.query(locks(`in ('closed', 'posted-in-error')`, `new.kind <> 'outcome' and exists (select from cases where id = new.case_id and state = 'closed')
          or exists (select from cases where id = new.case_id and state = 'posted-in-error')`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(locks(`= 'closed'`, `new.kind <> 'outcome' and exists (select from cases where id = new.case_id and state = 'closed')`));
    await db.query(`drop index a_case_is_continued_once`);
    await db.query(`create unique index a_case_is_continued_once on cases (continues_id) where continues_id is not null`);
    await db.query(`drop index cases_posted_in_error`);
    await db.query(`
      alter table cases drop constraint a_case_state_is_known, add constraint a_case_state_is_known check (state in
        ('draft', 'awaiting-allocation', 'allocated', 'with-specialist', 'information-requested', 'answered', 'closed'))`);
  }
}

/** The functions behind the triggers that keep a case as it ended. @param ended what its state is then @param isRefused when a message is */
const locks = (ended: string, isRefused: string) => `
  create or replace function a_closed_case_takes_nothing_more() returns trigger language plpgsql as $$
  begin
    if exists (select from cases where id = new.case_id and state ${ended}) then
      raise exception 'the case is closed' using errcode = 'TC001';
    end if;
    return new;
  end $$;
  create or replace function a_closed_case_stays_closed() returns trigger language plpgsql as $$
  begin
    if old.state ${ended} then
      raise exception 'the case is closed' using errcode = 'TC001';
    end if;
    return new;
  end $$;
  create or replace function a_closed_case_takes_no_message() returns trigger language plpgsql as $$
  begin
    if ${isRefused} then
      raise exception 'the case is closed' using errcode = 'TC001';
    end if;
    return new;
  end $$`;
