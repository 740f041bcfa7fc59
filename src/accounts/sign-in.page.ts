import type { FormState } from '#libs/forms/form';
import type { KeptForm } from '../ui/kept-form.js';

interface SignIn {
  readonly form?: FormState;
  readonly next?: string;
  readonly kept?: KeptForm | null;
  /** To wait, after too many tries. */
  readonly minutes?: number;
}

/** The sign-in page: blank, with what went wrong, or with a form that waits behind it. */
export function signInPage({ form, next = '/', kept = null, minutes = 0 }: SignIn) {
  const errors = form?.errors ?? {};
  return {
    hasErrors: Object.keys(errors).length > 0,
    email: String(form?.values.email ?? ''),
    error: errors.email ?? errors.password ?? null,
    minutes,
    next,
    kept,
    isExpired: Boolean(kept),
  };
}
