import { Injectable } from '@nestjs/common';
import { People } from '../accounts/index.js';
import { PatientLookup } from '../cases/index.js';
import type { AccessRow } from './access-log.query.js';

/** Says to whom something was done, by name; nothing where one did it to oneself. */
export type SubjectOf = (row: AccessRow) => string | null;

export interface Names {
  readonly subjectOf: SubjectOf;
  /** What the project calls the patient of a row. */
  readonly patientOf: SubjectOf;
}

/** Turns the ids of some rows into names. */
@Injectable()
export class AuditNames {
  constructor(
    private readonly people: People,
    private readonly patients: PatientLookup,
  ) {}

  async of(rows: readonly AccessRow[]): Promise<Names> {
    const people = await this.people.byIds(rows.flatMap((row) => row.subject_account_id ?? []));
    const patients = new Map((await this.patients.byIds(rows.flatMap((row) => row.patient_id ?? []))).map(({ id, localReference }) => [id, localReference]));
    return {
      subjectOf: ({ subject_account_id: id, account_id: actorId }) => (id && id !== actorId ? (people.get(id)?.name ?? null) : null),
      patientOf: ({ patient_id: id }) => (id ? (patients.get(id) ?? null) : null),
    };
  }
}
