import type { Actor } from '#libs/authorization/actor';
import { errorSummary, field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';

/** The page where one's own address is changed. */
export function emailPage({ email }: Actor, form: FormState, isSent: boolean, words: Words) {
  const fields = [field({ name: 'email', kind: 'email', label: words('accounts:email.new'), required: true, autocomplete: 'email' }, form, words)];
  const errors = errorSummary(fields);
  return { hasErrors: errors.length > 0, errors, fields, email, isSent };
}
