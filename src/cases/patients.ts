import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/authorization/actor';
import { isoDay } from '#libs/i18n/times';
import type { Transaction } from '#libs/database/unit-of-work';
import { readNumber } from '../specialties/index.js';
import type { TypedForm } from './case.entity.js';
import { PatientKnownAlready } from './case.errors.js';

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

/** Registers a patient of a project. There is no field for a name. @throws PatientKnownAlready */
export async function registerPatient(tx: Transaction, actor: Actor, projectId: string, patient: PatientToRegister): Promise<string> {
  const id = randomUUID();
  const [registered] = await tx.query(
    `insert into patients (id, project_id, local_reference, age_value, age_unit, age_on, sex, registered_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (project_id, local_reference) do nothing returning id`,
    [id, projectId, patient.localReference, patient.age, patient.ageUnit, isoDay(new Date(), actor.timeZone), patient.sex, actor.id],
  );
  if (!registered) throw new PatientKnownAlready();
  await tx.log({ who: actor, role: 'project-staff', action: 'patient.registered', subject: { patientId: id } });
  return id;
}
