import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
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

/** The patient of a project who was chosen in a form, by whatever was sent as their id; who was merged is the one who was kept. */
export async function patientOfProject(manager: EntityManager, projectId: string, chosen: string): Promise<string | undefined> {
  if (!chosen) return undefined;
  const [row] = await manager.query<{ id: string }[]>(`select coalesce(merged_into_id, id) as id from patients where project_id = $1 and id::text = $2`, [projectId, chosen]);
  return row?.id;
}

/**
 * Registers a patient of a project. There is no field for a name.
 * @throws PatientKnownAlready, with nothing changed, when the project has a patient of this reference already
 */
export async function registerPatient(tx: Transaction, actor: Actor, projectId: string, patient: PatientToRegister): Promise<string> {
  const id = randomUUID();
  const [isNew] = await tx.query(
    `insert into patients (id, project_id, local_reference, age_value, age_unit, age_on, sex, registered_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict on constraint a_local_reference_is_unique_in_its_project do nothing returning id`,
    [id, projectId, patient.localReference, patient.age, patient.ageUnit, isoDay(new Date(), actor.timeZone), patient.sex, actor.id],
  );
  if (!isNew) throw new PatientKnownAlready();
  tx.log({ who: actor, role: 'project-staff', action: 'patient.registered', subject: { patientId: id } });
  return id;
}
