import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { clockOf, day, moment } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import { casePaths } from './cases.paths.js';
import { patientInWords } from './patient.js';
import { PatientsReader, type CaseOfPatient } from './patients.reader.js';

@Injectable()
export class PatientPages {
  constructor(
    private readonly reader: PatientsReader,
    private readonly dictionary: Dictionary,
  ) {}

  async list(tx: Transaction, actor: Actor, text: string) {
    const words = this.dictionary.in(actor.language);
    const rows = await this.reader.list(tx, actor, text);
    return {
      hasErrors: false,
      text,
      register: hasRole(actor, 'project-staff') ? casePaths.newPatient() : null,
      patients: rows.map(({ id, ref, project, age, sex }) => ({ href: casePaths.patient(id), ref, project, who: patientInWords(age, sex, new Date(), words) })),
      empty: words(text ? 'cases:patients.none-found' : 'cases:patients.none'),
    };
  }

  /** @throws NotFound for a patient of somebody else's project */
  async show(tx: Transaction, actor: Actor, id: string, done: unknown) {
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    const patient = await this.reader.find(tx, actor, id);
    const isOwn = hasRole(actor, 'project-staff') && actor.projectIds.includes(patient.projectId);
    const merged = await this.reader.mergedInto(tx, patient.id);
    return {
      hasErrors: false,
      id: patient.id,
      notice: done === 'registered' || done === 'merged' ? words(`cases:patients.done.${done}`) : null,
      ref: patient.ref,
      who: patientInWords(patient.age, patient.sex, new Date(), words),
      project: patient.project,
      newCase: isOwn && !patient.isProjectClosed ? `${casePaths.new()}?patient=${patient.id}` : null,
      merge: isOwn ? casePaths.patientMerger(patient.id) : null,
      merged: merged.map(({ ref, at, by, reason }) => ({ ref, reason, when: words('cases:details.who-when', { who: by, when: moment(at, clock) }) })),
      cases: this.cases(await this.reader.casesOf(tx, actor, patient.id), actor),
    };
  }

  cases(rows: readonly CaseOfPatient[], actor: Actor) {
    const words = this.dictionary.in(actor.language);
    return rows.map(({ reference, title, kind, state, at }) => ({ href: casePaths.show(reference), reference, title: title || words('cases:untitled'), isTraining: kind === 'training', state: words(`cases:state.${state}`), on: day(at, actor) }));
  }
}
