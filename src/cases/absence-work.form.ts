import { tidy, type FormResult } from '#libs/forms/form';
import { CASE_REFERENCE } from './case.facts.js';

const LONGEST_REASON = 300;

/** Which cases a specialist sends back, and why. */
export interface SentBack {
  readonly references: readonly string[];
  readonly reason: string;
}

export function readSentBack(body: unknown): FormResult<SentBack> {
  const values = tidy(body);
  const references = [values.references ?? []].flat().filter((one) => CASE_REFERENCE.test(one));
  const reason = [values.reason ?? ''].flat()[0] ?? '';
  const errors: Record<string, string> = {};
  if (references.length === 0) errors.references = 'cases:away.none-chosen';
  if (!reason) errors.reason = 'cases:away.reason-missing';
  else if (reason.length > LONGEST_REASON) errors.reason = 'cases:away.reason-long';
  return Object.keys(errors).length > 0 ? { ok: false, form: { values, errors } } : { ok: true, data: { references, reason } };
}
