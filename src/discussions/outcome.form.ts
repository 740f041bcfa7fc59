import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { CARRIED_OUT, CONDITIONS, type CarriedOut, type Condition } from '../cases/index.js';

const isTold = ({ skip }: OutcomeForm) => !skip;

/** The three short questions about what became of a patient; or, in `skip`, why they can't be answered. */
export class OutcomeForm {
  @ValidateIf(isTold)
  @IsIn(CARRIED_OUT, { message: 'discussions:outcome.choose' })
  'carried-out': CarriedOut;

  @ValidateIf(isTold)
  @IsIn(CONDITIONS, { message: 'discussions:outcome.choose' })
  condition: Condition;

  @ValidateIf(isTold)
  @MaxLength(2000, { message: 'discussions:outcome.too-long' })
  @IsString({ message: 'ui:errors.unusable' })
  @IsNotEmpty({ message: 'discussions:outcome.changed-missing', context: { first: true } })
  changed: string = '';

  @IsOptional()
  @IsString({ message: 'ui:errors.unusable' })
  @MaxLength(1000, { message: 'discussions:outcome.too-long' })
  skip?: string;
}
