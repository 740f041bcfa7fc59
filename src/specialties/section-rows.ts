import type { Language } from '#config/languages';
import { day } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import type { Answer, Answers } from './answer.js';
import { inLanguage } from './local-text.js';
import { writeNumber } from './numbers.js';
import type { Section, SectionField } from './section.js';

/** A line of the details page and of the PDF. */
export interface SectionRow {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
}

/** What was answered, in words and in the order of the section. What was not answered has no row. */
export function sectionRows(section: Section, values: Answers, language: Language, words: Words): SectionRow[] {
  return section.fields
    .filter(({ key }) => Object.hasOwn(values, key))
    .map((field) => ({
      label: inLanguage(field.label, language),
      value: inWords(values[field.key], field, language, words),
      ...(field.unit && { unit: inLanguage(field.unit, language) }),
    }));
}

function inWords(answer: Answer, { type, options }: SectionField, language: Language, words: Words): string {
  if (typeof answer === 'boolean') return words(answer ? 'specialties:answers.yes' : 'specialties:answers.no');
  if (typeof answer === 'number') return writeNumber(answer, language);
  if (type === 'date') return day(new Date(`${String(answer)}T00:00Z`), { language, timeZone: 'UTC' });
  if (options.length === 0) return String(answer);
  const chosen = options.filter(({ value }) => [answer].flat().includes(value));
  return chosen.map(({ label }) => inLanguage(label, language)).join(words('specialties:answers.between'));
}
