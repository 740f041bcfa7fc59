import type { Role } from '#libs/authorization/actor';

/** What an account may do: its roles, and where each of them holds. */
export interface Rights {
  readonly roles: readonly Role[];
  /** Ids of projects, for project staff. */
  readonly projects: readonly string[];
  /** Ids of missions, for Medcos. */
  readonly missions: readonly string[];
  /** Codes of specialties, for specialists. */
  readonly specialties: readonly string[];
}

export const NO_RIGHTS: Rights = { roles: [], projects: [], missions: [], specialties: [] };

/** Roles that hold somewhere only. The others hold everywhere. */
export const PLACES = { 'project-staff': 'projects', medco: 'missions', specialist: 'specialties' } as const satisfies Partial<Record<Role, keyof Rights>>;

/** What does not fit together, as a message key per field: no role at all, a role without its place, a place without its role. */
export function rightsProblems(rights: Rights): Record<string, string> {
  if (rights.roles.length === 0) return { roles: 'accounts:rights.role-missing' };
  const problems = Object.entries(PLACES).flatMap(([role, place]) => {
    const has = rights.roles.includes(role as Role);
    if (has && rights[place].length === 0) return [[place, `accounts:rights.${place}-missing`]];
    return !has && rights[place].length > 0 ? [[place, `accounts:rights.${place}-without-role`]] : [];
  });
  return Object.fromEntries(problems);
}

/** Where a role holds; empty for one that holds everywhere. */
export function placesOf(role: Role, rights: Rights): readonly string[] {
  return role in PLACES ? rights[PLACES[role as keyof typeof PLACES]] : [];
}
