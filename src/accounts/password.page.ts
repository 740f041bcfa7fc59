import type { Actor } from '#libs/authorization/actor';
import { errorSummary } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { currentPasswordField, newPasswordFields } from './new-password.fields.js';

/** The page where one's own password is changed, or chosen by somebody who has signed in with the hospital's account only. */
export function passwordPage({ email }: Actor, hasPassword: boolean, form: FormState, words: Words) {
  const fields = [...(hasPassword ? [currentPasswordField(form, words)] : []), ...newPasswordFields(form, words)];
  const errors = errorSummary(fields);
  return { hasErrors: errors.length > 0, errors, fields, email, isFirst: !hasPassword };
}
