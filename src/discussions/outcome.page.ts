import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { casePaths, type CaseFrame } from '../cases/index.js';
import { discussionPaths } from './discussions.paths.js';
import { CARRIED_OUT, CONDITIONS, type OutcomeForm } from './outcome.form.js';

const NAMES = ['carried-out', 'condition', 'changed'] as const;

/** Asks what became of the patient. */
export function outcomePage(frame: CaseFrame, words: Words, form: FormState = blankForm()) {
  const choices = (name: string, values: readonly string[]) => values.map((value) => ({ value, label: words(`cases:close.${name}.${value}`) }));
  const fields = [
    field({ name: 'carried-out', kind: 'radio', label: words('cases:close.carried-out.label'), required: true, choices: choices('carried-out', CARRIED_OUT) }, form, words),
    field({ name: 'condition', kind: 'radio', label: words('cases:close.condition.label'), required: true, choices: choices('condition', CONDITIONS) }, form, words),
    field({ name: 'changed', kind: 'paragraph', label: words('cases:close.changed.label'), required: true }, form, words),
  ];
  const errors = errorSummary(fields);
  return { frame, hasErrors: errors.length > 0, errors, fields, action: discussionPaths.outcome(frame.reference), back: casePaths.show(frame.reference) };
}

/** The report as a message, in the writer's words and language. */
export function outcomeInWords(outcome: OutcomeForm, words: Words): string {
  const said = { 'carried-out': words(`cases:close.carried-out.${outcome['carried-out']}`), condition: words(`cases:close.condition.${outcome.condition}`), changed: outcome.changed };
  return NAMES.map((name) => `${words(`cases:close.${name}.label`)}\n${said[name]}`).join('\n\n');
}
