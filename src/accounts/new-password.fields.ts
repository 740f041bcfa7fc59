import { field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { LONGEST, SHORTEST } from './password-rules.js';

/** The two fields in which a password is chosen. */
export const newPasswordFields = (form: FormState, words: Words) => [
  field({ name: 'password', kind: 'password', label: words('accounts:password.new'), hint: words('accounts:password.hint', { shortest: SHORTEST, longest: LONGEST }), required: true, autocomplete: 'new-password' }, form, words),
  field({ name: 'again', kind: 'password', label: words('accounts:password.again'), required: true, autocomplete: 'new-password' }, form, words),
];

/** The field for the password that one has. */
export const currentPasswordField = (form: FormState, words: Words) =>
  field({ name: 'current', kind: 'password', label: words('accounts:password.current'), required: true, autocomplete: 'current-password' }, form, words);
