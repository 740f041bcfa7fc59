import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, IsTimeZone, Matches, MaxLength } from 'class-validator';
import { readForm, withError, type FormResult } from '#libs/forms/form';
import type { Mission } from './projects.js';

/** The longest text of the means; that of the case form, which is filled in with it. */
export const LONGEST_MEANS = 4000;

/** A name on one line, for a mission or a project. */
export class MissionForm {
  @IsNotEmpty({ message: 'accounts:project.name-missing', context: { first: true } })
  @MaxLength(100, { message: 'accounts:project.name-long' })
  @Matches(/^\P{Cc}*$/u, { message: 'accounts:project.name-long' })
  name: string;
}

/** What an administrator sets for a project. */
export class ProjectForm extends MissionForm {
  @Transform(({ value }) => (typeof value === 'string' ? value.toUpperCase() : value))
  @Matches(/^[A-Z]{2,5}$/, { message: 'accounts:project.code-wrong' })
  code: string;

  @IsString({ message: 'accounts:project.mission-missing' })
  mission: string;

  @IsTimeZone({ message: 'ui:errors.unusable' })
  zone: string;

  @IsString()
  @MaxLength(LONGEST_MEANS, { message: 'accounts:project.means-long' })
  means: string;
}

/** @param fixedCode the code that stays, whatever was sent */
export function readProject(body: unknown, missions: readonly Mission[], fixedCode?: string): FormResult<ProjectForm> {
  const read = readForm(ProjectForm, fixedCode ? { ...(body as object), code: fixedCode } : body);
  if (!read.ok || missions.some(({ id }) => id === read.data.mission)) return read;
  return { ok: false, form: withError({ values: { ...read.data }, errors: {} }, 'mission', 'accounts:project.mission-missing') };
}
