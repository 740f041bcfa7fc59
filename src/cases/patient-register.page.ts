import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { errorSummary, field, type Choice } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import { Projects } from '../accounts/index.js';
import { caseField } from './case-form.js';
import { casePaths } from './cases.paths.js';

/** What is asked of a patient, in the words of the case form. There is no field for a name. */
export const PATIENT_FIELDS = ['project', 'local-reference', 'age', 'age-unit', 'sex'] as const;

/** Registers a patient without a case. */
@Injectable()
export class PatientRegisterPage {
  constructor(
    private readonly projects: Projects,
    private readonly dictionary: Dictionary,
  ) {}

  async page(actor: Actor, form: FormState = blankForm({ 'age-unit': 'years' })) {
    const words = this.dictionary.in(actor.language);
    const choose = { value: '', label: words('cases:form.choose') };
    const projects = (await this.projects.ofActor(actor)).map(({ id, name }) => ({ value: id, label: name }));
    const choices = (name: string): readonly Choice[] | undefined => {
      if (name === 'project') return projects.length === 1 ? projects : [choose, ...projects];
      const { values, words: group } = caseField(name);
      return values && [...(name === 'sex' ? [choose] : []), ...values.map((value) => ({ value, label: words(`${group}${value}`) }))];
    };
    const fields = PATIENT_FIELDS.map((name) => field({
      name, kind: caseField(name).kind, required: true, maxlength: caseField(name).longest, choices: choices(name),
      label: words(`cases:form.${name}.label`), help: words(`cases:form.${name}.help`), autocomplete: 'off', inputmode: name === 'age' ? 'numeric' : undefined,
    }, form, words));
    const errors = errorSummary(fields);
    return { hasErrors: errors.length > 0, errors, fields, action: casePaths.patients(), back: casePaths.patients() };
  }
}
