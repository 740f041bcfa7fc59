import { blankForm, type FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import type { KeptForm } from '../ui/kept-form.js';
import { codeField } from './code.form.js';

export interface CodePage {
  readonly form?: FormState;
  readonly next: string;
  readonly kept?: KeptForm | null;
  /** Options for a browser that has a passkey, as JSON. */
  readonly passkey?: string;
}

/** The page that asks for the second step, with a form that waits behind it where there is one. */
export function codePage({ form = blankForm(), next, kept = null, passkey }: CodePage, words: Words) {
  return {
    hasErrors: Object.keys(form.errors).length > 0,
    field: codeField(form, words, words('accounts:code.hint')),
    next,
    kept,
    passkey,
  };
}
