import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import type { Choice } from '#libs/forms/field';
import { Dictionary, type Words } from '#libs/i18n/words';
import type { TypedForm } from './case.entity.js';
import { patientInWords, type PatientAge, type Sex } from './patient.js';

interface Row {
  readonly id: string;
  readonly ref: string;
  readonly code: string;
  readonly age: PatientAge;
  readonly sex: Sex;
}

const ROWS = `select t.id, t.local_reference as ref, p.code, t.sex, json_build_object('value', t.age_value, 'unit', t.age_unit, 'on', t.age_on) as age from patients t join projects p on p.id = t.project_id`;

/** Whom a reference leads to: who was merged is the one who was kept. */
const KNOWN_AS = (projects: string, reference: string) => `t.id = any(select coalesce(k.merged_into_id, k.id) from patients k where k.project_id = any(${projects}::uuid[]) and k.local_reference = ${reference})`;

/** The patients that the case form offers. */
@Injectable()
export class PatientChoices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly dictionary: Dictionary,
  ) {}

  /** The chosen one, whoever has the typed reference already, and the latest: a case for any other begins on the patient's own page. */
  async of({ language }: Actor, typed: TypedForm, projectIds: readonly string[]): Promise<Choice[]> {
    const words = this.dictionary.in(language);
    const rows = await this.dataSource.query<Row[]>(
      `${ROWS} where t.project_id = any($1::uuid[]) and t.merged_into_id is null order by t.id::text = $2 desc, ${KNOWN_AS('$1', '$3')} desc, t.created_at desc limit 50`,
      [projectIds, String(typed.patient ?? ''), String(typed['local-reference'] ?? '')]);
    const choices = rows.map((row) => ({ value: row.id, label: `${this.nameOf(row, words)}${projectIds.length > 1 ? ` (${row.code})` : ''}` }));
    return [{ value: '', label: words('cases:patient.new') }, ...choices];
  }

  /** How the form calls the patient that a project knows by this reference. */
  async known({ manager }: Transaction, { language }: Actor, projectId: string, reference: string): Promise<string> {
    const [row] = await manager.query<Row[]>(`${ROWS} where ${KNOWN_AS('$1', '$2')}`, [[projectId], reference]);
    return this.nameOf(row!, this.dictionary.in(language));
  }

  private nameOf({ ref, age, sex }: Row, words: Words): string {
    return `${ref}, ${patientInWords(age, sex, new Date(), words)}`;
  }
}
