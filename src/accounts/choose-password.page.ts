import { errorSummary } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import type { OpenedLink } from './account-links.js';
import { newPasswordFields } from './new-password.fields.js';

/** Where an activation link and a reset link lead. */
export function choosePasswordPage({ purpose, name, email }: OpenedLink, form: FormState, action: string, words: Words) {
  const fields = newPasswordFields(form, words);
  const errors = errorSummary(fields);
  return { hasErrors: errors.length > 0, errors, fields, action, name, email, isActivation: purpose === 'activation' };
}

/** Where a link leads that can't be used any more, with a way to a new one. */
export const linkExpiredPage = (path: string) => ({ hasErrors: false, action: `${path}/renewal` });
