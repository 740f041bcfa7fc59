import { LANGUAGES } from '#config/languages';
import { ROLES } from '#libs/authorization/actor';
import { errorSummary, field, type Choice } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import type { MembershipChoices } from './memberships.js';

/** The form for an account. @param tooOften what to say when it was sent too often */
export function requestAccountPage(form: FormState, choices: MembershipChoices, words: Words, tooOften: string | null = null) {
  const say = (name: string) => words(`accounts:request.${name}`);
  const optional = (list: readonly Choice[]): Choice[] => [{ value: '', label: say('choose') }, ...list];
  const roles = ROLES.map((role) => ({ value: role, label: words(`ui:roles.${role}`) }));
  const languages = LANGUAGES.map(({ code, name }) => ({ value: code, label: name, lang: code }));
  const draw = (spec: Parameters<typeof field>[0]) => field(spec, form, words);
  const person = [
    draw({ name: 'name', kind: 'text', label: say('name'), required: true, maxlength: 100, autocomplete: 'name' }),
    draw({ name: 'email', kind: 'email', label: words('accounts:sign-in.email'), hint: say('email-hint'), required: true, autocomplete: 'email', inputmode: 'email' }),
    draw({ name: 'language', kind: 'select', label: say('language'), choices: languages }),
  ];
  const work = [
    draw({ name: 'role', kind: 'select', label: say('role'), required: true, choices: optional(roles) }),
    draw({ name: 'project', kind: 'select', label: say('project'), hint: say('project-hint'), choices: optional(choices.projects) }),
    draw({ name: 'mission', kind: 'select', label: say('mission'), hint: say('mission-hint'), choices: optional(choices.missions) }),
    draw({ name: 'specialty', kind: 'select', label: say('specialty'), hint: say('specialty-hint'), choices: optional(choices.specialties) }),
    draw({ name: 'why', kind: 'paragraph', label: say('why'), hint: say('why-hint'), required: true, maxlength: 1000 }),
  ];
  const errors = errorSummary([...person, ...work]);
  return { hasErrors: errors.length > 0 || tooOften !== null, errors, person, work, tooOften };
}
