import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { field } from '#libs/forms/field';
import type { FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';

/** A code of an app, or a recovery code. */
export class CodeForm {
  @IsString()
  @IsNotEmpty({ message: 'accounts:code.missing' })
  @MaxLength(100, { message: 'accounts:code.wrong' })
  code: string;

  @IsOptional()
  @IsString()
  next?: string;
}

/** The field for a code. It is typed from the keyboard of digits, unless it is a recovery code. */
export const codeField = (form: FormState, words: Words, hint?: string) =>
  field({ name: 'code', kind: 'text', label: words('accounts:code.label'), hint, required: true, autocomplete: 'one-time-code' }, form, words);
