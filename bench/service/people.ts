import type { Dice } from './dice.js';

/** Whoever signs in to be measured: the member of the largest project, and so on. */
export const MEASURED = ['staff', 'medco', 'specialist', 'coordinator'] as const;
export const emailOf = (name: string): string => `${name}@bench.example`;

export interface Org {
  readonly missions: readonly string[];
  readonly projects: readonly { readonly id: string; readonly code: string; readonly staff: readonly string[] }[];
  readonly specialists: readonly string[];
  readonly coordinators: readonly string[];
  readonly statements: readonly (readonly [sql: string, values: readonly unknown[]])[];
}

const ACCOUNTS = 2000;
const [MISSIONS, PROJECTS, SPECIALISTS, COORDINATORS] = [12, 60, 700, 20];
export const SPECIALTIES = ['dermatology', 'pediatrics', 'psychiatry', 'obstetrics-gynecology'];

/** A service of 2,000 people; the same whatever the number of cases. */
export function organise(dice: Dice, passwordHash: string): Org {
  const statements: [string, unknown[]][] = [];
  const add = (sql: string, ...values: unknown[]) => void statements.push([sql, values]);
  const account = (name: string, role: string): string => {
    const id = dice.uuid();
    add(`insert into accounts (id, name, email, password_hash, password_changed_at, language, time_zone, state) values ($1, $2, $3, $4, now(), 'en', 'Africa/Nairobi', 'active')`, id, name, emailOf(name), passwordHash);
    add(`insert into account_roles (account_id, role) values ($1, $2)`, id, role);
    return id;
  };
  const missions = Array.from({ length: MISSIONS }, (_, at) => {
    const id = dice.uuid();
    add(`insert into missions (id, name) values ($1, $2)`, id, `Mission ${at}`);
    const medco = account(at === 0 ? 'medco' : `medco-${at}`, 'medco');
    add(`insert into mission_coordinators (account_id, mission_id) values ($1, $2)`, medco, id);
    return id;
  });
  const perProject = Math.floor((ACCOUNTS - MISSIONS - SPECIALISTS - COORDINATORS) / PROJECTS);
  const projects = Array.from({ length: PROJECTS }, (_, at) => {
    const id = dice.uuid();
    const code = `P${String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))}`;
    add(`insert into projects (id, mission_id, code, name, time_zone) values ($1, $2, $3, $4, 'Africa/Nairobi')`, id, missions[at % MISSIONS], code, `Project ${at}`);
    const staff = Array.from({ length: perProject }, (_, one) => account(at + one === 0 ? 'staff' : `staff-${at}-${one}`, 'project-staff'));
    for (const person of staff) add(`insert into memberships (id, account_id, project_id) values ($1, $2, $3)`, dice.uuid(), person, id);
    return { id, code, staff };
  });
  const specialists = Array.from({ length: SPECIALISTS }, (_, at) => account(at === 0 ? 'specialist' : `specialist-${at}`, 'specialist'));
  for (const [at, person] of specialists.entries()) add(`insert into account_specialties (account_id, specialty) values ($1, $2)`, person, SPECIALTIES[at % SPECIALTIES.length]);
  const coordinators = Array.from({ length: COORDINATORS }, (_, at) => account(at === 0 ? 'coordinator' : `coordinator-${at}`, 'coordinator'));
  return { missions, projects, specialists, coordinators, statements };
}
