import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { day } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { visibleTo } from './case.policy.js';
import type { CaseState } from './case.state.js';
import { casePaths } from './cases.paths.js';
import { patientInWords, type PatientAge, type Sex } from './patient.js';

interface PatientRow {
  id: string;
  ref: string;
  project: string;
  projectId: string;
  age: PatientAge;
  sex: Sex;
  cases: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who may see a project's patients: its staff, the mission's Medco, coordinators. */
function patientsOf(actor: Actor): { sql: string; values: unknown[] } {
  return { sql: `($1 or t.project_id = any($2::uuid[]) or p.mission_id = any($3::uuid[]))`, values: [hasRole(actor, 'coordinator'), actor.projectIds, actor.missionIds] };
}

const PATIENT = `select t.id, t.local_reference as ref, p.name as project, t.project_id as "projectId", t.sex,
  json_build_object('value', t.age_value, 'unit', t.age_unit, 'on', t.age_on) as age
  from patients t join projects p on p.id = t.project_id`;

@Injectable()
export class PatientPages {
  constructor(private readonly dictionary: Dictionary) {}

  async list(tx: Transaction, actor: Actor, text: string) {
    const words = this.dictionary.in(actor.language);
    const { sql, values } = patientsOf(actor);
    const rows = await tx.query<PatientRow>(`${PATIENT} where ${sql} and ($4 = '' or t.local_reference ilike $5) order by t.created_at desc, t.id limit 100`, [...values, text, `%${text.replace(/[\\%_]/g, '\\$&')}%`]);
    return {
      hasErrors: false,
      text,
      mayPost: hasRole(actor, 'project-staff'),
      patients: rows.map(({ id, ref, project, age, sex }) => ({ href: casePaths.patient(id), ref, project, who: patientInWords(age, sex, new Date(), words) })),
      empty: words(text ? 'cases:patients.none-found' : 'cases:patients.none'),
    };
  }

  /** @throws NotFound for a patient of somebody else's project */
  async show(tx: Transaction, actor: Actor, id: string) {
    const words = this.dictionary.in(actor.language);
    const { sql, values } = patientsOf(actor);
    const [patient] = UUID.test(id) ? await tx.query<PatientRow>(`${PATIENT} where ${sql} and t.id = $4`, [...values, id]) : [];
    if (!patient) throw new NotFound();
    const visible = visibleTo(actor);
    const cases = await tx.query<{ reference: string; title: string; state: CaseState; at: Date }>(
      `select c.reference, c.title, c.state, coalesce(c.submitted_at, c.created_at) as at from cases c join projects p on p.id = c.project_id
       where ${visible.sql} and c.patient_id = $${visible.values.length + 1} order by at desc limit 100`, [...visible.values, id]);
    return {
      hasErrors: false,
      ref: patient.ref,
      who: patientInWords(patient.age, patient.sex, new Date(), words),
      project: patient.project,
      newCase: actor.projectIds.includes(patient.projectId) ? `${casePaths.new()}?patient=${id}` : null,
      cases: cases.map(({ reference, title, state, at }) => ({ href: casePaths.show(reference), reference, title: title || words('cases:untitled'), state: words(`cases:state.${state}`), on: day(at, actor) })),
    };
  }
}
