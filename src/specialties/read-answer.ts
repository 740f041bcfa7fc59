import { isCalendarDay } from '#libs/i18n/calendar-day';
import type { Answer } from './answer.js';
import { readNumber } from './numbers.js';
import type { FieldType, SectionField } from './section.js';

/** The most characters that a text may have. */
export const LONGEST_TEXT = 4000;

/** A value, or the key of the words that say what is wrong; a `warning` leaves the value standing. */
export interface Reading {
  readonly value?: Answer;
  readonly error?: string;
  readonly warning?: string;
}

type Reader = (typed: readonly string[], field: SectionField) => Reading;

/** How each type of field is read, from trimmed texts of which there is at least one. */
export const READERS: Readonly<Record<FieldType, Reader>> = {
  text: ([text]) => readText(text.replace(/\s+/g, ' ')),
  paragraph: ([text]) => readText(text.replaceAll('\r\n', '\n')),
  number: ([text], field) => readMeasure(text, field),
  'yes-no': ([text]) => (text === 'yes' || text === 'no' ? { value: text === 'yes' } : { error: 'specialties:errors.choice' }),
  date: ([text], field) => readDate(text, field),
  choice: ([text], { options }) =>
    options.some(({ value }) => value === text) ? { value: text } : { error: 'specialties:errors.choice' },
  choices: readChoices,
};

const readText = (text: string): Reading => (text.length > LONGEST_TEXT ? { error: 'specialties:errors.too-long' } : { value: text });

function readMeasure(typed: string, { min, max, rareBelow, rareAbove, whole }: SectionField): Reading {
  const value = readNumber(typed);
  if (value === undefined) return { error: 'specialties:errors.number' };
  if (whole && !Number.isInteger(value)) return { error: 'specialties:errors.whole-number' };
  if (min !== undefined && value < min) return { error: 'specialties:errors.too-low' };
  if (max !== undefined && value > max) return { error: 'specialties:errors.too-high' };
  if (rareBelow !== undefined && value < rareBelow) return { value, warning: 'specialties:warnings.rare-low' };
  if (rareAbove !== undefined && value > rareAbove) return { value, warning: 'specialties:warnings.rare-high' };
  return { value };
}

const FIRST_DAY = '1900-01-01';
const FARTHEST_AHEAD_MS = 14 * 3_600_000;

function readDate(typed: string, { pastOnly }: SectionField): Reading {
  if (!isCalendarDay(typed) || typed < FIRST_DAY) return { error: 'specialties:errors.date' };
  // Today is what it is where the day begins first, at UTC+14: nobody is told that their today is to come.
  const today = new Date(Date.now() + FARTHEST_AHEAD_MS).toISOString().slice(0, 10);
  return pastOnly && typed > today ? { error: 'specialties:errors.date-to-come' } : { value: typed };
}

function readChoices(typed: readonly string[], { options }: SectionField): Reading {
  const chosen = options.filter(({ value }) => typed.includes(value));
  if (typed.some((text) => !options.some(({ value }) => value === text))) return { error: 'specialties:errors.choice' };
  if (chosen.length > 1 && chosen.some(({ exclusive }) => exclusive)) return { error: 'specialties:errors.exclusive' };
  return { value: chosen.map(({ value }) => value) };
}
