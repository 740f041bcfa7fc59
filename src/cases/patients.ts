import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/authorization/actor';
import { isoDay } from '#libs/i18n/times';
import type { Transaction } from '#libs/database/unit-of-work';
import { readNumber } from '../specialties/index.js';
import type { TypedForm } from './case.entity.js';

export interface PatientToRegister {
  readonly localReference: string;
  readonly age: number;
  readonly ageUnit: string;
  readonly sex: string;
}

/** The patient in a form that has been checked. */
export const patientOf = (typed: TypedForm): PatientToRegister => ({
  localReference: String(typed['local-reference']),
  age: readNumber(String(typed.age))!,
  ageUnit: String(typed['age-unit']),
  sex: String(typed.sex),
});

/** Whether the project has a patient of this reference already. */
export async function patientIdOf(tx: Transaction, projectId: string, localReference: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(`select id from patients where project_id = $1 and local_reference = $2`, [projectId, localReference]);
  return row?.id;
}

/** Registers a patient of a project. There is no field for a name. */
export async function registerPatient(tx: Transaction, actor: Actor, projectId: string, patient: PatientToRegister): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `insert into patients (id, project_id, local_reference, age_value, age_unit, age_on, sex, registered_by) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, projectId, patient.localReference, patient.age, patient.ageUnit, isoDay(new Date(), actor.timeZone), patient.sex, actor.id],
  );
  await tx.log({ who: actor, role: 'project-staff', action: 'patient.registered', subject: { patientId: id } });
  return id;
}
