import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { CARRIED_OUT, casePaths, CONDITIONS, type CaseFrame } from '../cases/index.js';
import { discussionPaths } from './discussions.paths.js';
import type { OutcomeForm } from './outcome.form.js';

const NAMES = ['carried-out', 'condition', 'changed'] as const;

/** Asks what became of the patient. @param isAsked whether the outcome is owed, so that one has to say why it can't be told */
export function outcomePage(frame: CaseFrame, isAsked: boolean, words: Words, form: FormState = blankForm()) {
  const choices = (name: string, values: readonly string[]) => values.map((value) => ({ value, label: words(`cases:close.${name}.${value}`) }));
  const fields = [
    field({ name: 'carried-out', kind: 'radio', label: words('cases:close.carried-out.label'), required: true, choices: choices('carried-out', CARRIED_OUT) }, form, words),
    field({ name: 'condition', kind: 'radio', label: words('cases:close.condition.label'), required: true, choices: choices('condition', CONDITIONS) }, form, words),
    field({ name: 'changed', kind: 'paragraph', label: words('cases:close.changed.label'), required: true }, form, words),
  ];
  const skip = isAsked ? field({ name: 'skip', kind: 'text', label: words('cases:close.skip.label'), hint: words('cases:close.skip.hint'), maxlength: 1000 }, form, words) : null;
  const errors = errorSummary([...fields, ...(skip ? [skip] : [])]);
  return { frame, hasErrors: errors.length > 0, errors, fields, skip, action: discussionPaths.outcome(frame.reference), back: casePaths.show(frame.reference) };
}

/** The report as a message, in the writer's words and language. */
export function outcomeInWords(outcome: OutcomeForm, words: Words): string {
  const said = { 'carried-out': words(`cases:close.carried-out.${outcome['carried-out']}`), condition: words(`cases:close.condition.${outcome.condition}`), changed: outcome.changed };
  return NAMES.map((name) => `${words(`cases:close.${name}.label`)}\n${said[name]}`).join('\n\n');
}
