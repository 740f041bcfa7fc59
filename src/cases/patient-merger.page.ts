import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, withError, type FormState } from '#libs/forms/form';
import { clockOf, moment } from '#libs/i18n/times';
import { Dictionary, type Words } from '#libs/i18n/words';
import { casePaths } from './cases.paths.js';
import { patientInWords } from './patient.js';
import { LONGEST_REASON } from './patient-merger.form.js';
import { PatientPages } from './patients.pages.js';
import { PatientsReader, type PatientRow } from './patients.reader.js';

/** Two patients side by side, for whoever has to say whether they are one. */
@Injectable()
export class PatientMergerPage {
  constructor(
    private readonly reader: PatientsReader,
    private readonly pages: PatientPages,
    private readonly dictionary: Dictionary,
  ) {}

  /**
   * @param wanted the local reference of the other, as typed; or their id, when the form comes back
   * @throws NotFound for a patient of another project than one's own
   */
  async page(tx: Transaction, actor: Actor, id: string, wanted: string, form: FormState = blankForm()) {
    const words = this.dictionary.in(actor.language);
    const patient = await this.reader.find(tx, actor, id);
    if (!actor.projectIds.includes(patient.projectId)) throw new NotFound();
    const otherId = wanted && (await this.reader.idOf(tx, patient.projectId, wanted));
    const other = otherId && otherId !== patient.id ? await this.reader.find(tx, actor, otherId) : undefined;
    const search = field({ name: 'with', kind: 'text', label: words('cases:merge.with.label'), hint: words('cases:merge.with.hint'), required: true, maxlength: 40, autocomplete: 'off' },
      wanted && !other ? withError(blankForm({ with: wanted }), 'with', otherId ? 'cases:merge.with.same' : 'cases:merge.with.unknown') : blankForm({ with: wanted }), words);
    const pair = other ? [patient, other] : [];
    const fields = other ? this.fields(pair, form, words) : [];
    return {
      id: patient.id,
      ids: pair.map((one) => one.id),
      hasErrors: errorSummary([search, ...fields]).length > 0,
      errors: errorSummary([search, ...fields]),
      ref: patient.ref,
      search,
      pair: await Promise.all(pair.map((one) => this.side(tx, actor, one))),
      fields,
      otherRef: other?.ref ?? null,
      action: casePaths.patientMerger(patient.id),
      back: casePaths.patient(patient.id),
    };
  }

  private fields(pair: readonly PatientRow[], form: FormState, words: Words) {
    return [
      field({ name: 'keep', kind: 'radio', label: words('cases:merge.keep.label'), hint: words('cases:merge.keep.hint'), required: true, choices: pair.map(({ id, ref }) => ({ value: id, label: ref })) }, form, words),
      field({ name: 'reason', kind: 'paragraph', label: words('cases:merge.reason.label'), hint: words('cases:merge.reason.hint'), required: true, rows: 2, maxlength: LONGEST_REASON }, form, words),
    ];
  }

  private async side(tx: Transaction, actor: Actor, { id, ref, age, sex, registeredAt, registeredBy }: PatientRow) {
    const words = this.dictionary.in(actor.language);
    const clock = clockOf(actor, words);
    return {
      id, ref,
      who: patientInWords(age, sex, new Date(), words),
      registered: words('cases:merge.registered', { who: registeredBy, when: moment(registeredAt, clock) }),
      cases: this.pages.cases(await this.reader.casesOf(tx, actor, id), actor),
    };
  }
}
