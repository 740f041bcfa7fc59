import { ROLES } from '#libs/authorization/actor';
import { field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import type { MembershipChoices } from './memberships.js';

/** The tick-boxes of an account's rights: roles first, then where they hold. */
export function rightsFields(form: FormState, choices: MembershipChoices, words: Words) {
  const roles = ROLES.map((role) => ({ value: role, label: words(`ui:roles.${role}`) }));
  const boxes = (name: string, offered: MembershipChoices['projects'], hint?: string) =>
    field({ name, kind: 'checkboxes', label: words(`accounts:rights.${name}`), hint: hint && words(`accounts:rights.${hint}`), choices: offered, inRow: true }, form, words);
  return [
    boxes('roles', roles),
    boxes('projects', choices.projects, 'projects-hint'),
    boxes('missions', choices.missions, 'missions-hint'),
    boxes('specialties', choices.specialties, 'specialties-hint'),
  ];
}
