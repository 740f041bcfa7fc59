import type { RequestAccountForm } from '../request-account.form.js';

export const KEEP_REQUEST = 'keep-account-request';

/** What becomes of a request for an account. */
export interface RequestToKeep {
  readonly form: RequestAccountForm;
  /** Whether the address has been shown to be theirs already. */
  readonly isProven: boolean;
}
