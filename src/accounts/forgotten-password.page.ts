import { field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';

/** Asks for the address that the link goes to. */
export function forgottenPasswordPage(form: FormState, words: Words) {
  const email = field({ name: 'email', kind: 'email', label: words('accounts:sign-in.email'), required: true, autocomplete: 'username', inputmode: 'email' }, form, words);
  return { hasErrors: Boolean(email.error), field: email };
}
