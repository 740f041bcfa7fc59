import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An index over several tables: the cases that somebody posted, wrote in or is allocated, in the order of lists. PostgreSQL
 * keeps it by itself, so that no change of a case can forget it. Rows say where to look, never what may be seen.
 */
export class CreateCasePeople1795000750000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table case_people (
        account_id       uuid not null references accounts,
        case_id          uuid not null references cases on delete cascade,
        project_id       uuid not null references projects,
        took_part        boolean not null,
        allocation_state text,
        due_at           timestamptz,
        is_urgent        boolean not null,
        is_open          boolean not null,
        state_since      timestamptz not null,
        last_activity_at timestamptz not null,
        submitted_at     timestamptz,
        primary key (case_id, account_id)
      )`);
    await this.fill(db);
    const waiting = `where is_open and allocation_state in ('allocated', 'accepted')`;
    await db.query(`create index case_people_by_activity on case_people (account_id, last_activity_at desc, case_id desc)`);
    await db.query(`create index open_case_people_by_activity on case_people (account_id, last_activity_at desc, case_id desc) where is_open`);
    await db.query(`create index case_people_by_posting on case_people (account_id, submitted_at desc, case_id desc) where submitted_at is not null`);
    await db.query(`create index case_people_by_waiting on case_people (account_id, state_since, case_id) where is_open`);
    await db.query(`create index cases_a_specialist_has_to_move on case_people (account_id, is_urgent desc, due_at, case_id) ${waiting}`);
    await db.query(`create index case_people_by_due_time on case_people (is_urgent, due_at, case_id) ${waiting}`);
    await db.query(`analyze case_people`);

    await db.query(`
      create function note_person_of_case(person uuid, noted_case uuid, as_part boolean) returns void language sql as $$
        insert into case_people (account_id, case_id, project_id, took_part, allocation_state, due_at, is_urgent, is_open, state_since, last_activity_at, submitted_at)
        select person, c.id, c.project_id, as_part, a.state, a.due_at, c.is_urgent, c.state not in ('draft', 'closed', 'posted-in-error'), c.state_since, c.last_activity_at, c.submitted_at
        from cases c left join case_allocations a on a.case_id = c.id and a.specialist_id = person and a.state not in ('refused', 'withdrawn')
        where c.id = noted_case
        on conflict (case_id, account_id) do update
          set took_part = case_people.took_part or excluded.took_part, allocation_state = excluded.allocation_state, due_at = excluded.due_at
          where (case_people.took_part or not excluded.took_part, case_people.allocation_state, case_people.due_at) is distinct from (true, excluded.allocation_state, excluded.due_at)
      $$`);
    await db.query(`create function note_author() returns trigger language plpgsql as $$ begin perform note_person_of_case(new.author_id, new.id, true); return null; end $$`);
    await db.query(`create function note_writer() returns trigger language plpgsql as $$ begin perform note_person_of_case(new.author_id, new.case_id, true); return null; end $$`);
    await db.query(`create function note_specialist() returns trigger language plpgsql as $$ begin perform note_person_of_case(new.specialist_id, new.case_id, false); return null; end $$`);
    await db.query(`
      create function note_activity() returns trigger language plpgsql as $$
      begin
        update case_people set is_urgent = new.is_urgent, is_open = new.state not in ('draft', 'closed', 'posted-in-error'), state_since = new.state_since,
          last_activity_at = new.last_activity_at, submitted_at = new.submitted_at where case_id = new.id;
        return null;
      end $$`);
    await db.query(`create trigger an_author_is_noted after insert or update of author_id on cases for each row execute function note_author()`);
    await db.query(`create trigger a_writer_is_noted after insert on messages for each row execute function note_writer()`);
    await db.query(`create trigger a_specialist_is_noted after insert or update of state, due_at on case_allocations for each row execute function note_specialist()`);
    await db.query(`
      create trigger activity_is_noted after update on cases for each row
      when ((old.is_urgent, old.state, old.state_since, old.last_activity_at, old.submitted_at) is distinct from (new.is_urgent, new.state, new.state_since, new.last_activity_at, new.submitted_at))
      execute function note_activity()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger activity_is_noted on cases`);
    await db.query(`drop trigger a_specialist_is_noted on case_allocations`);
    await db.query(`drop trigger a_writer_is_noted on messages`);
    await db.query(`drop trigger an_author_is_noted on cases`);
    await db.query(`drop function note_activity, note_specialist, note_writer, note_author, note_person_of_case`);
    await db.query(`drop table case_people`);
  }

  /** The cases that there are already. */
  private async fill(db: QueryRunner): Promise<void> {
    await db.query(`
      insert into case_people (account_id, case_id, project_id, took_part, allocation_state, due_at, is_urgent, is_open, state_since, last_activity_at, submitted_at)
      select person.id, c.id, c.project_id, person.took_part, a.state, a.due_at, c.is_urgent, c.state not in ('draft', 'closed', 'posted-in-error'), c.state_since, c.last_activity_at, c.submitted_at
      from (
        select id, case_id, bool_or(part) as took_part from (
          select author_id as id, id as case_id, true as part from cases union all select author_id, case_id, true from messages union all
          select specialist_id, case_id, false from case_allocations where state not in ('refused', 'withdrawn')
        ) noted group by id, case_id
      ) person join cases c on c.id = person.case_id
      left join case_allocations a on a.case_id = c.id and a.specialist_id = person.id and a.state not in ('refused', 'withdrawn')`);
  }
}
