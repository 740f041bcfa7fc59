import { IsIn, IsString } from 'class-validator';
import { ROLES, type Role } from '#libs/authorization/actor';
import { readForm, type FormResult } from '#libs/forms/form';
import type { MembershipChoices } from './memberships.js';
import { NO_RIGHTS, rightsProblems, type Rights } from './rights.js';

/** The tick-boxes of an account's rights. */
class RightsForm implements Rights {
  @IsIn(ROLES, { each: true, message: 'ui:errors.unusable' })
  roles: Role[];

  @IsString({ each: true })
  projects: string[];

  @IsString({ each: true })
  missions: string[];

  @IsString({ each: true })
  specialties: string[];
}

/** Reads the tick-boxes: what was not offered is dropped, and what does not fit together is told. */
export function readRightsForm(body: unknown, choices: MembershipChoices): FormResult<Rights> {
  const read = readForm(RightsForm, listed(body));
  if (!read.ok) return read;
  const offered = (name: keyof MembershipChoices) => read.data[name].filter((one) => choices[name].some(({ value }) => value === one));
  const rights: Rights = { roles: read.data.roles, projects: offered('projects'), missions: offered('missions'), specialties: offered('specialties') };
  const errors = rightsProblems(rights);
  return Object.keys(errors).length === 0 ? { ok: true, data: rights } : { ok: false, form: { values: { ...rights }, errors } };
}

/** One box that is ticked comes as a text, none as nothing. */
function listed(body: unknown): Record<string, unknown[]> {
  const sent = (body ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.keys(NO_RIGHTS).map((name) => [name, [sent[name] ?? []].flat()]));
}
