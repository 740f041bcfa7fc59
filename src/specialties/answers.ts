import type { Language } from '#config/languages';
import type { Answer, Answers, TypedAnswers } from './answer.js';
import { inLanguage } from './local-text.js';
import { writeNumber } from './numbers.js';
import { LONGEST_TEXT, READERS } from './read-answer.js';
import type { Section, SectionField } from './section.js';

/** The answers worth keeping; by the key of the field, the key of the words for what is wrong or unusual. */
export interface SectionReading {
  readonly values: Answers;
  readonly errors: Readonly<Record<string, string>>;
  readonly warnings: Readonly<Record<string, string>>;
}

/** Reads what was typed into a section. Nothing is mandatory; what the section does not ask is dropped. */
export function readSection(section: Section, typed: TypedAnswers): SectionReading {
  const values: Record<string, Answer> = {};
  const errors: Record<string, string> = {};
  const warnings: Record<string, string> = {};

  for (const field of section.fields) {
    const texts = textsOf(typed, field.key);
    if (texts.length === 0) continue;
    const { value, error, warning } = READERS[field.type](texts, field);
    if (value !== undefined) values[field.key] = value;
    if (error) errors[field.key] = error;
    if (warning) warnings[field.key] = warning;
  }
  return { values, errors, warnings };
}

/** The answers as one would type them, to fill in a form again. */
export function typedAnswers(values: Answers, language: Language): TypedAnswers {
  const typed = ([key, value]: [string, Answer]) => {
    if (typeof value === 'boolean') return [key, value ? 'yes' : 'no'];
    return [key, typeof value === 'number' ? writeNumber(value, language) : value];
  };
  return Object.fromEntries(Object.entries(values).map(typed));
}

/** What fills the placeholders of the words for an error or a warning about that field. */
export function messageDetails(field: SectionField, language: Language): Record<string, string> {
  const figures = { min: field.min, max: field.max, low: field.rareBelow, high: field.rareAbove, longest: LONGEST_TEXT };
  const written = Object.entries(figures).map(([name, figure]) => [name, figure === undefined ? '' : writeNumber(figure, language)]);
  return { ...Object.fromEntries(written), unit: field.unit ? inLanguage(field.unit, language) : '' };
}

/** What was typed for a field, trimmed, without what is empty and without NUL, which PostgreSQL refuses. */
function textsOf(typed: TypedAnswers, key: string): string[] {
  return [typed[key]]
    .flat()
    .filter((text) => typeof text === 'string')
    .map((text) => text.replaceAll('\0', '').trim())
    .filter((text) => text !== '');
}
