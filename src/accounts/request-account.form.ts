import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsNotEmpty, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { LANGUAGE_CODES, type Language } from '#config/languages';
import { ROLES, type Role } from '#libs/authorization/actor';
import { readForm, withError, type FormResult } from '#libs/forms/form';
import type { MembershipChoices } from './memberships.js';

const onlyFor = (role: Role) => ValidateIf((form: RequestAccountForm) => form.role === role);

/** What somebody tells who asks for an account. Of project, mission and specialty, only the one that fits the role counts. */
export class RequestAccountForm {
  @IsNotEmpty({ message: 'accounts:request.name-missing', context: { first: true } })
  @MaxLength(100, { message: 'accounts:request.name-long' })
  @Matches(/^\P{Cc}*$/u, { message: 'accounts:request.name-long' })
  name: string;

  @Transform(({ value }) => String(value ?? '').toLowerCase())
  @IsNotEmpty({ message: 'accounts:sign-in.email-missing', context: { first: true } })
  @IsEmail({ allow_utf8_local_part: false }, { message: 'accounts:request.email-wrong' })
  @Matches(/^[!-~]*$/, { message: 'accounts:request.email-wrong' })
  @MaxLength(254, { message: 'accounts:request.email-wrong' })
  email: string;

  @IsIn(ROLES, { message: 'accounts:request.role-missing' })
  role: Role;

  @onlyFor('project-staff')
  @IsNotEmpty({ message: 'accounts:request.project-missing' })
  project?: string;

  @onlyFor('medco')
  @IsNotEmpty({ message: 'accounts:request.mission-missing' })
  mission?: string;

  @onlyFor('specialist')
  @IsNotEmpty({ message: 'accounts:request.specialty-missing' })
  specialty?: string;

  @IsString()
  @IsNotEmpty({ message: 'accounts:request.why-missing', context: { first: true } })
  @MaxLength(1000, { message: 'accounts:request.why-long' })
  why: string;

  @IsIn(LANGUAGE_CODES, { message: 'ui:errors.unusable' })
  language: Language;
}

/** The place in the service that goes with a role; the other roles serve all of it. */
const PLACE = { 'project-staff': ['project', 'projects'], medco: ['mission', 'missions'], specialist: ['specialty', 'specialties'] } as const;

/** Reads the form; a project, mission or specialty must be one that was offered, and one that the role has no use for is dropped. */
export function readAccountRequest(body: unknown, choices: MembershipChoices): FormResult<RequestAccountForm> {
  const read = readForm(RequestAccountForm, body);
  if (!read.ok) return read;
  const { project: _p, mission: _m, specialty: _s, ...data } = read.data;
  const place = PLACE[data.role as keyof typeof PLACE];
  if (!place) return { ok: true, data };
  const [name, offered] = place;
  const value = read.data[name];
  if (choices[offered].some((choice) => choice.value === value)) return { ok: true, data: { ...data, [name]: value } };
  return { ok: false, form: withError({ values: { ...read.data }, errors: {} }, name, `accounts:request.${name}-missing`) };
}
