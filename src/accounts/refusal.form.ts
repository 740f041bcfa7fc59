import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Why a request for an account is refused. The person gets to read it. */
export class RefusalForm {
  @IsString()
  @IsNotEmpty({ message: 'accounts:decision.reason-missing', context: { first: true } })
  @MaxLength(500, { message: 'accounts:decision.reason-long' })
  reason: string;
}
