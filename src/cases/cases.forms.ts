import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { CARRIED_OUT, CONDITIONS, type CarriedOut, type Closing, type Condition } from './closing.js';

export class RefuseForm {
  @MaxLength(1000, { message: 'cases:refuse.too-long' })
  @IsNotEmpty({ message: 'cases:refuse.missing' })
  reason: string;
}

const isAnswered = ({ skip }: CloseCaseForm) => !skip;

/** Three questions about the outcome; or, in `skip`, why they can't be answered. */
export class CloseCaseForm {
  @ValidateIf(isAnswered)
  @IsIn(CARRIED_OUT, { message: 'cases:close.carried-out.missing' })
  'carried-out': CarriedOut;

  @ValidateIf(isAnswered)
  @IsIn(CONDITIONS, { message: 'cases:close.condition.missing' })
  condition: Condition;

  @ValidateIf(isAnswered)
  @MaxLength(2000, { message: 'cases:close.too-long' })
  @IsNotEmpty({ message: 'cases:close.changed.missing' })
  changed: string;

  @IsOptional()
  @IsString({ message: 'cases:close.too-long' })
  @MaxLength(2000, { message: 'cases:close.too-long' })
  remark?: string;

  @IsOptional()
  @IsString({ message: 'cases:close.too-long' })
  @MaxLength(1000, { message: 'cases:close.too-long' })
  skip?: string;
}

export const closingOf = (form: CloseCaseForm): Closing =>
  form.skip ? { skippedBecause: form.skip } : { carriedOut: form['carried-out'], condition: form.condition, changed: form.changed, remark: form.remark ?? '' };
