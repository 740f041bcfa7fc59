import { ROLES, type Role } from '#libs/authorization/actor';
import type { Words } from '#libs/i18n/words';
import type { MembershipChoices } from './memberships.js';
import { placesOf, type Rights } from './rights.js';

/** "Project staff (Bunara hospital, Tindra clinic)", or nothing for a role that one does not have. */
export function roleInWords(role: Role, rights: Rights, choices: MembershipChoices, words: Words): string {
  if (!rights.roles.includes(role)) return '';
  const names = new Map(Object.values(choices).flat().map(({ value, label }) => [value, label]));
  const places = placesOf(role, rights).map((place) => names.get(place) ?? place).sort();
  const name = words(`ui:roles.${role}`);
  return places.length ? `${name} (${places.join(', ')})` : name;
}

/** What has changed, role by role, each as "Rights: before → after". One sentence a role keeps each within a row of the access log. */
export function changesInWords(before: Rights, after: Rights, choices: MembershipChoices, words: Words): string[] {
  const say = (rights: Rights, role: Role) => roleInWords(role, rights, choices, words) || words('accounts:rights.none');
  return ROLES.map((role) => ({ before: say(before, role), after: say(after, role) }))
    .filter((change) => change.before !== change.after)
    .map((change) => words('accounts:rights.change', change));
}
