import type { Words } from '#libs/i18n/words';

export const AGE_UNITS = ['years', 'months', 'days'] as const;
export type AgeUnit = (typeof AGE_UNITS)[number];

export const SEXES = ['female', 'male', 'not-recorded'] as const;
export type Sex = (typeof SEXES)[number];

/** An age as it was told, on a day (YYYY-MM-DD). */
export interface PatientAge {
  readonly value: number;
  readonly unit: AgeUnit;
  readonly on: string;
}

/** The oldest age that is accepted, by unit. */
export const OLDEST: Readonly<Record<AgeUnit, number>> = { years: 130, months: 36, days: 90 };

const DAYS_OF: Readonly<Record<AgeUnit, number>> = { years: 365.25, months: 30.4375, days: 1 };
const DAY = 86_400_000;

/**
 * The age on another day, in the unit that clinicians would use: days under one month, months under two years.
 * The age as it was told stays as it is while no whole unit has passed.
 */
export function ageOn(age: PatientAge, at: Date): Omit<PatientAge, 'on'> {
  const passed = Math.max(0, Math.floor((at.getTime() - new Date(age.on).getTime()) / DAY));
  if (passed < DAYS_OF[age.unit]) return { value: age.value, unit: age.unit };
  const days = age.value * DAYS_OF[age.unit] + passed;
  if (days < 31) return { value: Math.floor(days), unit: 'days' };
  if (days < 2 * DAYS_OF.years) return { value: Math.floor(days / DAYS_OF.months), unit: 'months' };
  return { value: Math.floor(days / DAYS_OF.years), unit: 'years' };
}

/** Children are called boy and girl, as people do. WHO counts adolescents until 19; the word changes at 18. */
const ADULT_YEARS = 18;

/** "Girl, 6 years". Nothing that names anybody. */
export function patientInWords(age: PatientAge, sex: Sex, at: Date, words: Words): string {
  const { value, unit } = ageOn(age, at);
  const isAdult = unit === 'years' && value >= ADULT_YEARS;
  const who = words(`cases:patient.who.${isAdult ? 'adult' : 'child'}-${sex}`);
  return words('cases:patient.in-words', { who, age: words(`cases:patient.age.${unit}`, { count: value }) });
}
