import { IsNotEmpty, IsString, IsUUID, MaxLength } from 'class-validator';

export const LONGEST_REASON = 300;

/** Which of two patients is kept, and why they are one person. */
export class PatientMergerForm {
  /** The local reference of the other one. */
  @IsString({ message: 'ui:errors.unusable' })
  with: string = '';

  @IsUUID('all', { message: 'cases:merge.keep.missing' })
  keep: string = '';

  @MaxLength(LONGEST_REASON, { message: 'cases:in-error.reason.too-long' })
  @IsString({ message: 'cases:merge.reason.missing' })
  @IsNotEmpty({ message: 'cases:merge.reason.missing', context: { first: true } })
  reason: string = '';
}
