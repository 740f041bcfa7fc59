import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** What the page for a forgotten password sends. */
export class ForgottenPasswordForm {
  @Transform(({ value }) => String(value ?? '').toLowerCase())
  @IsString()
  @IsNotEmpty({ message: 'accounts:sign-in.email-missing' })
  @MaxLength(254, { message: 'accounts:request.email-wrong' })
  email: string;
}
