import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Transform } from 'class-transformer';

/** What the sign-in page sends. */
export class SignInForm {
  @Transform(({ value }) => String(value ?? '').toLowerCase())
  @IsNotEmpty({ message: 'accounts:sign-in.email-missing' })
  @MaxLength(254, { message: 'accounts:sign-in.wrong' })
  email: string;

  @IsString()
  @IsNotEmpty({ message: 'accounts:sign-in.password-missing' })
  @MaxLength(1000, { message: 'accounts:sign-in.wrong' })
  password: string;

  @IsOptional()
  @IsString()
  next?: string;
}
