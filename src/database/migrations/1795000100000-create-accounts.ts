import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = `('project-staff', 'medco', 'specialist', 'coordinator', 'administrator', 'auditor')`;

/** Missions, projects, people, and what each of them may do. */
export class CreateAccounts1795000100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table missions (
        id         uuid primary key,
        name       text not null constraint a_mission_has_one_name unique,
        created_at timestamptz not null default now()
      )`);
    await db.query(`
      create table projects (
        id         uuid primary key,
        mission_id uuid not null references missions,
        code       text not null constraint a_project_code_is_unique unique constraint a_project_code_is_letters check (code ~ '^[A-Z]{2,5}$'),
        name       text not null,
        time_zone  text not null,
        means      text not null default '',
        closed_at  timestamptz,
        created_at timestamptz not null default now()
      )`);
    await db.query(`create index projects_by_mission on projects (mission_id)`);

    await db.query(`
      create table accounts (
        id                  uuid primary key,
        name                text not null,
        email               text not null constraint an_email_is_lower_case check (email = lower(email)) constraint an_email_has_one_account unique,
        password_hash       text,
        password_changed_at timestamptz,
        language            text not null,
        time_zone           text not null,
        state               text not null constraint an_account_state_is_known check (state in ('approved', 'active', 'disabled')),
        created_at          timestamptz not null default now(),
        constraint an_active_account_has_a_password check (state <> 'active' or password_hash is not null)
      )`);
    await db.query(`
      create table account_roles (
        account_id uuid not null references accounts,
        role       text not null constraint a_role_is_known check (role in ${ROLES}),
        primary key (account_id, role)
      )`);
    await db.query(`
      create table memberships (
        id         uuid primary key,
        account_id uuid not null references accounts,
        project_id uuid not null references projects,
        began_at   timestamptz not null default now(),
        ended_at   timestamptz
      )`);
    await db.query(`create unique index a_membership_runs_once on memberships (account_id, project_id) where ended_at is null`);
    await db.query(`create index memberships_by_project on memberships (project_id) where ended_at is null`);
    await db.query(`
      create table mission_coordinators (
        account_id uuid not null references accounts,
        mission_id uuid not null references missions,
        primary key (account_id, mission_id)
      )`);
    await db.query(`
      create table account_specialties (
        account_id uuid not null references accounts,
        specialty  text not null,
        primary key (account_id, specialty)
      )`);
    await db.query(`create index account_specialties_by_specialty on account_specialties (specialty)`);
    await db.query(`
      create table absences (
        id         uuid primary key,
        account_id uuid not null references accounts,
        first_day  date not null,
        last_day   date not null,
        constraint an_absence_ends_after_it_begins check (last_day >= first_day)
      )`);
    await db.query(`create index absences_by_account on absences (account_id, last_day)`);

    await db.query(`
      create table account_requests (
        id             uuid primary key,
        name           text not null,
        email          text not null,
        role           text not null constraint a_requested_role_is_known check (role in ${ROLES}),
        project_id     uuid references projects,
        mission_id     uuid references missions,
        specialty      text,
        reason         text not null,
        language       text not null,
        state          text not null constraint a_request_state_is_known check (state in ('open', 'approved', 'refused')),
        refusal_reason text,
        decided_by     uuid references accounts,
        decided_at     timestamptz,
        created_at     timestamptz not null default now(),
        constraint a_refusal_has_a_reason check (state <> 'refused' or refusal_reason is not null)
      )`);
    await db.query(`create unique index one_open_request_per_email on account_requests (email) where state = 'open'`);
    await db.query(`create index account_requests_by_state on account_requests (state, created_at desc)`);

    await db.query(`
      create table account_links (
        token_hash bytea primary key,
        account_id uuid not null references accounts,
        purpose    text not null constraint a_link_purpose_is_known check (purpose in ('activation', 'reset')),
        expires_at timestamptz not null,
        used_at    timestamptz
      )`);
    await db.query(`create index account_links_by_account on account_links (account_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table account_links, account_requests, absences, account_specialties, mission_coordinators,
                    memberships, account_roles, accounts, projects, missions`);
  }
}
