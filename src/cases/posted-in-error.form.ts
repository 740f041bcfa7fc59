import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** As long as a row of the access log can say it. */
export const LONGEST_REASON = 300;

export class PostedInErrorForm {
  @MaxLength(LONGEST_REASON, { message: 'cases:in-error.reason.too-long' })
  @IsString({ message: 'cases:in-error.reason.missing' })
  @IsNotEmpty({ message: 'cases:in-error.reason.missing', context: { first: true } })
  reason: string = '';
}
