import type { Origin, Role } from '#libs/authorization/actor';

/** What one row of the access log is about. Ids and references, never clinical words. */
export interface AccessSubject {
  readonly caseReference?: string;
  readonly caseId?: string;
  readonly patientId?: string;
  readonly accountId?: string;
  /** A file's name, an address, old and new rights … shown as it is. */
  readonly what?: string;
}

export type AccessOutcome = 'done' | 'refused';

/** Who did it. An unknown visitor has no id. */
export interface AccessPerson {
  readonly id: string | null;
  readonly name: string;
  readonly from: Origin;
}

export interface AccessEntry {
  readonly who: AccessPerson;
  /** The role in which it was done, where one granted it. */
  readonly role?: Role;
  /** Past tense with its subject first: 'case.viewed', 'account.signed-in'. */
  readonly action: string;
  readonly subject?: AccessSubject;
  readonly outcome?: AccessOutcome;
}
