import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** As at closing: whether the advice was followed, and how the patient is. */
export const CARRIED_OUT = ['all', 'partly', 'not'] as const;
export const CONDITIONS = ['better', 'same', 'worse', 'died', 'unknown'] as const;

/** The three short questions about what became of a patient. */
export class OutcomeForm {
  @IsIn(CARRIED_OUT, { message: 'discussions:outcome.choose' })
  'carried-out': (typeof CARRIED_OUT)[number];

  @IsIn(CONDITIONS, { message: 'discussions:outcome.choose' })
  condition: (typeof CONDITIONS)[number];

  @MaxLength(2000, { message: 'discussions:outcome.too-long' })
  @IsString({ message: 'ui:errors.unusable' })
  @IsNotEmpty({ message: 'discussions:outcome.changed-missing', context: { first: true } })
  changed: string = '';
}
