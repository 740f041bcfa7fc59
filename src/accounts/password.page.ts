import type { Actor } from '#libs/authorization/actor';
import { errorSummary } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { currentPasswordField, newPasswordFields } from './new-password.fields.js';

/** The page where one's own password is changed. */
export function passwordPage({ email }: Actor, form: FormState, words: Words) {
  const fields = [currentPasswordField(form, words), ...newPasswordFields(form, words)];
  const errors = errorSummary(fields);
  return { hasErrors: errors.length > 0, errors, fields, email };
}
