import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { isId } from '#libs/forms/id';
import type { CaseKind } from './case.entity.js';
import { visibleTo } from './case.policy.js';
import type { CaseState } from './case.state.js';
import type { PatientAge, Sex } from './patient.js';

export interface PatientRow {
  readonly id: string;
  readonly ref: string;
  readonly project: string;
  readonly projectId: string;
  /** It takes no new cases. */
  readonly isProjectClosed: boolean;
  readonly age: PatientAge;
  readonly sex: Sex;
  readonly registeredAt: Date;
  readonly registeredBy: string;
}

export interface CaseOfPatient {
  readonly reference: string;
  readonly title: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly at: Date;
}

/** A patient who turned out to be this one. */
export interface MergedPatient {
  readonly ref: string;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
}

/** Who may see a project's patients: its staff, the mission's Medco, coordinators. */
function patientsOf(actor: Actor): { sql: string; values: unknown[] } {
  return { sql: `($1 or t.project_id = any($2::uuid[]) or p.mission_id = any($3::uuid[]))`, values: [hasRole(actor, 'coordinator'), actor.projectIds, actor.missionIds] };
}

const PATIENT = `select t.id, t.local_reference as ref, p.name as project, t.project_id as "projectId", p.closed_at is not null as "isProjectClosed", t.sex,
  json_build_object('value', t.age_value, 'unit', t.age_unit, 'on', t.age_on) as age, t.created_at as "registeredAt", r.name as "registeredBy"
  from patients t join projects p on p.id = t.project_id join accounts r on r.id = t.registered_by`;

/** Patients as a person may see them; whoever was merged is found as the one that was kept. */
@Injectable()
export class PatientsReader {
  /** The latest first, 100 at most. @param text a part of the local reference, of the patient or of one merged into them */
  list(tx: Transaction, actor: Actor, text: string): Promise<PatientRow[]> {
    const { sql, values } = patientsOf(actor);
    return tx.query<PatientRow>(
      `${PATIENT} where ${sql} and t.merged_into_id is null and ($4 = '' or t.local_reference ilike $5 or exists (select from patients m where m.merged_into_id = t.id and m.local_reference ilike $5))
       order by t.created_at desc, t.id limit 100`, [...values, text, `%${text.replace(/[\\%_]/g, '\\$&')}%`]);
  }

  /** @throws NotFound for a patient of somebody else's project */
  async find(tx: Transaction, actor: Actor, id: string): Promise<PatientRow> {
    const { sql, values } = patientsOf(actor);
    const [patient] = isId(id) ? await tx.query<PatientRow>(`${PATIENT} where ${sql} and t.id = (select coalesce(merged_into_id, id) from patients where id = $4)`, [...values, id]) : [];
    if (!patient) throw new NotFound();
    return patient;
  }

  /** The patient of this local reference in a project, by the reference of one merged into them too. */
  async idOf(tx: Transaction, projectId: string, reference: string): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(`select coalesce(merged_into_id, id) as id from patients where project_id = $1 and lower(local_reference) = lower($2) order by local_reference = $2 desc limit 1`, [projectId, reference]);
    return row?.id;
  }

  /** Over time, the latest first. */
  casesOf(tx: Transaction, actor: Actor, id: string): Promise<CaseOfPatient[]> {
    const { sql, values } = visibleTo(actor);
    return tx.query<CaseOfPatient>(
      `select c.reference, c.title, c.kind, c.state, coalesce(c.submitted_at, c.created_at) as at from cases c where ${sql} and c.patient_id = $${values.length + 1} order by at desc limit 100`, [...values, id]);
  }

  mergedInto(tx: Transaction, id: string): Promise<MergedPatient[]> {
    return tx.query<MergedPatient>(
      `select m.local_reference as ref, m.merged_at as at, a.name as by, m.merge_reason as reason from patients m join accounts a on a.id = m.merged_by where m.merged_into_id = $1 order by m.merged_at`, [id]);
  }
}
