import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** The first code of an app, and the secret that it was given. */
export class SetupForm {
  @IsString()
  @IsNotEmpty({ message: 'accounts:code.missing' })
  @MaxLength(100, { message: 'accounts:setup.code-wrong' })
  code: string;

  @IsString()
  secret: string;
}
