import { errorSummary, field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { codeField } from './code.form.js';

interface Options {
  readonly form: FormState;
  readonly next: string;
  readonly needsCode: boolean;
  readonly email: string;
}

/** The page that asks who one is, once more. */
export function proofPage({ form, next, needsCode, email }: Options, words: Words) {
  const password = field({ name: 'password', kind: 'password', label: words('accounts:sign-in.password'), required: true, autocomplete: 'current-password' }, form, words);
  const fields = needsCode ? [password, codeField(form, words, words('accounts:code.hint'))] : [password];
  const errors = errorSummary(fields);
  return { hasErrors: errors.length > 0, errors, fields, next, email };
}
