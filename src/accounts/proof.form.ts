import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** Who one is, shown once more in a session that runs. */
export class ProofForm {
  @IsString()
  @IsNotEmpty({ message: 'accounts:sign-in.password-missing' })
  @MaxLength(1000, { message: 'accounts:proof.wrong' })
  password: string;

  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'accounts:code.wrong' })
  code?: string;

  @IsOptional()
  @IsString()
  next?: string;
}
