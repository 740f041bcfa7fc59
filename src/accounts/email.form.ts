import { Transform } from 'class-transformer';
import { IsEmail, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';

/** The address that somebody wants to have from now on. */
export class EmailForm {
  @Transform(({ value }) => String(value ?? '').toLowerCase())
  @IsString()
  @IsNotEmpty({ message: 'accounts:sign-in.email-missing', context: { first: true } })
  @IsEmail({ allow_utf8_local_part: false }, { message: 'accounts:request.email-wrong' })
  @Matches(/^[!-~]*$/, { message: 'accounts:request.email-wrong' })
  @MaxLength(254, { message: 'accounts:request.email-wrong' })
  email: string;
}
