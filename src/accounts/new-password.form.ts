import { IsOptional, IsString } from 'class-validator';
import { readForm, withError, type FormResult } from '#libs/forms/form';
import { LONGEST, passwordProblem, SHORTEST, type PasswordOwner } from './password-rules.js';

/** A password that is chosen, typed twice; the present one too, where somebody changes theirs. */
export class NewPasswordForm {
  @IsString({ message: 'accounts:password.missing' })
  password: string;

  @IsString({ message: 'accounts:password.not-repeated' })
  again: string;

  @IsOptional()
  @IsString()
  current?: string;
}

/** Reads the form and holds the new password against the rules. */
export function readNewPassword(body: unknown, owner: PasswordOwner): FormResult<NewPasswordForm> {
  const read = readForm(NewPasswordForm, body);
  if (!read.ok) return read;
  const { password, again } = read.data;
  const form = { values: {}, errors: {}, details: { password: { shortest: SHORTEST, longest: LONGEST } } };
  const problem = passwordProblem(password, owner);
  if (problem) return { ok: false, form: withError(form, 'password', problem) };
  return password === again ? read : { ok: false, form: withError(form, 'again', 'accounts:password.not-repeated') };
}
