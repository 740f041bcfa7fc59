import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patients, cases, who they are allocated to, and what happened to them. */
export class CreateCases1795000200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table patients (
        id              uuid primary key,
        project_id      uuid not null references projects,
        local_reference text not null,
        age_value       integer not null constraint an_age_is_possible check (age_value between 0 and 130 * 365),
        age_unit        text not null constraint an_age_unit_is_known check (age_unit in ('years', 'months', 'days')),
        age_on          date not null,
        sex             text not null constraint a_sex_is_known check (sex in ('female', 'male', 'not-recorded')),
        registered_by   uuid not null references accounts,
        created_at      timestamptz not null default now(),
        constraint a_local_reference_is_unique_in_its_project unique (project_id, local_reference)
      )`);

    await db.query(`
      create table case_numbers (
        project_id uuid not null references projects,
        year       integer not null,
        last       integer not null,
        primary key (project_id, year)
      )`);
    await db.query(`
      create table cases (
        id               uuid primary key,
        reference        text not null constraint a_case_reference_is_unique unique,
        project_id       uuid not null references projects,
        author_id        uuid not null references accounts,
        patient_id       uuid references patients,
        state            text not null constraint a_case_state_is_known check (state in
                           ('draft', 'awaiting-allocation', 'allocated', 'with-specialist', 'information-requested', 'answered', 'closed')),
        state_since      timestamptz not null,
        last_activity_at timestamptz not null,
        kind             text not null constraint a_case_kind_is_known check (kind in ('clinical', 'radiology', 'training')),
        title            text not null,
        specialty        text,
        is_urgent        boolean not null,
        language         text not null,
        form             jsonb not null,
        section_versions jsonb not null,
        version          integer not null,
        submitted_at     timestamptz,
        closed_at        timestamptz,
        closed_by        uuid references accounts,
        closing          jsonb,
        continues_id     uuid references cases,
        created_at       timestamptz not null default now(),
        constraint only_a_draft_is_not_submitted check ((state = 'draft') = (submitted_at is null)),
        constraint only_a_closed_case_is_closed check ((state = 'closed') = (closed_at is not null)),
        constraint a_closed_case_says_how_it_ended check (state <> 'closed' or closing is not null),
        constraint a_submitted_case_has_a_patient check (state = 'draft' or patient_id is not null),
        constraint a_submitted_case_has_a_specialty check (state = 'draft' or specialty is not null)
      )`);
    await db.query(`create index cases_by_project on cases (project_id, last_activity_at desc, id) where state <> 'draft'`);
    await db.query(`create index cases_by_activity on cases (last_activity_at desc, id) where state <> 'draft'`);
    await db.query(`create index cases_by_author on cases (author_id, state)`);
    await db.query(`create index cases_by_patient on cases (patient_id, submitted_at desc)`);
    await db.query(`create index cases_awaiting_allocation on cases (submitted_at) where state = 'awaiting-allocation'`);
    await db.query(`create index cases_by_state_of_a_project on cases (project_id, state) where state in ('information-requested', 'answered')`);
    await db.query(`create unique index a_case_is_continued_once on cases (continues_id) where continues_id is not null`);

    await db.query(`
      create table case_allocations (
        id             uuid primary key,
        case_id        uuid not null references cases,
        specialist_id  uuid not null references accounts,
        specialty      text not null,
        state          text not null constraint an_allocation_state_is_known check (state in
                         ('allocated', 'accepted', 'asked', 'answered', 'refused', 'withdrawn')),
        state_since    timestamptz not null,
        allocated_by   uuid not null references accounts,
        due_at         timestamptz not null,
        note           text not null default '',
        accepted_at    timestamptz,
        answered_at    timestamptz,
        refusal_reason text,
        created_at     timestamptz not null default now(),
        constraint a_refused_allocation_has_a_reason check (state <> 'refused' or refusal_reason is not null)
      )`);
    await db.query(`create unique index a_specialist_has_a_case_once on case_allocations (case_id, specialist_id) where state not in ('refused', 'withdrawn')`);
    await db.query(`create index allocations_by_specialist on case_allocations (specialist_id, state, due_at)`);

    await db.query(`
      create table case_history (
        id         uuid primary key,
        case_id    uuid not null references cases,
        at         timestamptz not null,
        actor_id   uuid references accounts,
        what       text not null,
        from_state text,
        to_state   text,
        about_id   uuid references accounts,
        specialty  text,
        why        text not null default ''
      )`);
    await db.query(`create index case_history_by_case on case_history (case_id, at)`);

    // The fourth lock of a closed case: whatever the code forgets, the database refuses.
    await db.query(`
      create function a_closed_case_takes_nothing_more() returns trigger language plpgsql as $$
      begin
        if exists (select from cases where id = new.case_id and state = 'closed') then
          raise exception 'the case is closed' using errcode = 'TC001';
        end if;
        return new;
      end $$`);
    await db.query(`
      create trigger no_allocation_on_a_closed_case before insert or update on case_allocations
      for each row execute function a_closed_case_takes_nothing_more()`);
    await db.query(`
      create function a_closed_case_stays_closed() returns trigger language plpgsql as $$
      begin
        if old.state = 'closed' then
          raise exception 'the case is closed' using errcode = 'TC001';
        end if;
        return new;
      end $$`);
    await db.query(`
      create trigger a_closed_case_stays before update on cases
      for each row execute function a_closed_case_stays_closed()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table case_history, case_allocations, cases, case_numbers, patients`);
    await db.query(`drop function a_closed_case_takes_nothing_more, a_closed_case_stays_closed`);
  }
}
