import type { Language } from '#config/languages';

export const ROLES = ['project-staff', 'medco', 'specialist', 'coordinator', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Where a request came from, as the access log keeps it. */
export interface Origin {
  readonly address: string;
  readonly agent: string;
}

/** Who is asking. Built once per request (or per job) and passed on explicitly. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly timeZone: string;
  /** Projects they are a member of today. */
  readonly projectIds: readonly string[];
  /** Missions they coordinate today. */
  readonly missionIds: readonly string[];
  /** Codes of their specialties. */
  readonly specialties: readonly string[];
  /** What stands below their name: a project, a mission, a specialty. */
  readonly affiliation: string;
  readonly from: Origin;
}

export const hasRole = (actor: Actor, role: Role): boolean => actor.roles.includes(role);
