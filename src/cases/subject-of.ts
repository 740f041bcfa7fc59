import type { AccessSubject } from '#libs/access-log/entry';
import type { CaseFacts } from './case.policy.js';

/** What a row of the access log is about when it is about a case: the case and its patient, and whatever else the row names. */
export function subjectOf({ reference, id, patientId }: Pick<CaseFacts, 'reference' | 'id' | 'patientId'>, more: Pick<AccessSubject, 'accountId' | 'what'> = {}): AccessSubject {
  return { caseReference: reference, caseId: id, patientId: patientId ?? undefined, ...more };
}
