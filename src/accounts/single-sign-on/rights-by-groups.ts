import { ROLES, type Role } from '#libs/authorization/actor';
import { PLACES, type Rights } from '../rights.js';

/** What a group grants. The place is the id or code that rights are kept with. */
export interface Grant {
  readonly group: string;
  readonly role: Role;
  readonly place?: string;
}

/**
 * What an account may do once its groups are known. What the grants speak of is given to members and taken from others;
 * whatever else administrators have granted stays.
 */
export function rightsByGroups(before: Rights, grants: readonly Grant[], groups: readonly string[]): Rights {
  const member = new Set(groups.map(plainName));
  const given = grants.filter(({ group }) => member.has(plainName(group)));
  const placesBy = (list: readonly Grant[], role: Role) => list.flatMap((grant) => (grant.role === role && grant.place ? [grant.place] : []));
  const placesOf = (role: keyof typeof PLACES) => {
    const spokenOf = new Set(placesBy(grants, role));
    return [...new Set([...before[PLACES[role]].filter((place) => !spokenOf.has(place)), ...placesBy(given, role)])];
  };
  const places = { projects: placesOf('project-staff'), missions: placesOf('medco'), specialties: placesOf('specialist') };
  const has = (role: Role) => {
    if (!grants.some((grant) => grant.role === role)) return before.roles.includes(role);
    return role in PLACES ? places[PLACES[role as keyof typeof PLACES]].length > 0 : given.some((grant) => grant.role === role);
  };
  return { roles: ROLES.filter(has), ...places };
}

/** Directories do not tell small letters from capitals, and write DNs with or without spaces. */
const plainName = (group: string): string => group.trim().toLowerCase().replace(/\s*,\s*/g, ',');
