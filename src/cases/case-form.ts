import { WRITING_LANGUAGES } from '#config/languages';
import type { FieldKind } from '#libs/forms/field';
import { AGE_UNITS, SEXES } from './patient.js';

/**
 * What a field of the case form is. Its words are `cases:form.{name}.label`, `.missing`, and `.help` (opened by whoever wants
 * it) or `.hint` (always there).
 */
export interface CaseFieldSpec {
  readonly name: string;
  readonly kind: FieldKind;
  readonly part: CaseFormPart;
  /** Must be filled in to submit. */
  readonly isRequired?: boolean;
  readonly hasHelp?: boolean;
  readonly hasHint?: boolean;
  /** Values to choose from; their words are at `{words}{value}`. */
  readonly values?: readonly string[];
  readonly words?: string;
  readonly longest?: number;
  readonly rows?: number;
  /** A number: what is impossible outside of, and what is rare outside of; in `unit`. */
  readonly number?: { readonly unit: string; readonly min: number; readonly max: number; readonly low: number; readonly high: number; readonly whole?: true };
  readonly inRow?: boolean;
}

export const CASE_FORM_PARTS = ['case', 'patient', 'consent', 'story', 'vitals', 'asking', 'route'] as const;
export type CaseFormPart = (typeof CASE_FORM_PARTS)[number];

const LONG = 20_000;
const text = (name: string, part: CaseFormPart, more: Partial<CaseFieldSpec> = {}): CaseFieldSpec => ({ name, kind: 'paragraph', part, longest: LONG, ...more });
const vital = (name: string, unit: string, min: number, low: number, high: number, max: number, whole?: true): CaseFieldSpec => ({
  name, kind: 'text', part: 'vitals', hasHelp: true, longest: 20, number: { unit, min, max, low, high, whole },
});

/**
 * The case form, field by field, in the order of the page. Projects, patients and specialties are chosen from lists that
 * the page brings. Ranges of vital signs: outside min and max no living patient is found, outside low and high one looks twice.
 */
export const CASE_FIELDS: readonly CaseFieldSpec[] = [
  { name: 'project', kind: 'select', part: 'case', isRequired: true, hasHelp: true },
  { name: 'kind', kind: 'radio', part: 'case', isRequired: true, hasHelp: true, values: ['clinical', 'radiology', 'training'], words: 'cases:kind.' },
  { name: 'title', kind: 'text', part: 'case', isRequired: true, hasHelp: true, longest: 120 },

  { name: 'patient', kind: 'select', part: 'patient', isRequired: true, hasHint: true },
  { name: 'local-reference', kind: 'text', part: 'patient', isRequired: true, hasHelp: true, longest: 40 },
  { name: 'age', kind: 'text', part: 'patient', isRequired: true, hasHelp: true, longest: 4 },
  { name: 'age-unit', kind: 'select', part: 'patient', isRequired: true, hasHelp: true, values: AGE_UNITS, words: 'cases:age-unit.' },
  { name: 'sex', kind: 'select', part: 'patient', isRequired: true, hasHelp: true, values: SEXES, words: 'cases:sex.' },

  { name: 'consent-basis', kind: 'radio', part: 'consent', isRequired: true, hasHelp: true, values: ['patient', 'guardian', 'emergency'], words: 'cases:consent-basis.' },
  { name: 'consent-why', kind: 'text', part: 'consent', hasHint: true, longest: 500 },
  { name: 'consent-how', kind: 'radio', part: 'consent', isRequired: true, hasHelp: true, values: ['written', 'spoken'], words: 'cases:consent-how.', inRow: true },
  { name: 'consent-by', kind: 'text', part: 'consent', isRequired: true, hasHelp: true, longest: 120 },
  { name: 'consent-on', kind: 'date', part: 'consent', isRequired: true, hasHelp: true },
  { name: 'consent-teaching', kind: 'checkbox', part: 'consent', hasHint: true },

  text('history', 'story', { isRequired: true, hasHelp: true, rows: 5 }),
  text('examination', 'story', { hasHelp: true, rows: 4 }),
  vital('temperature', '°C', 20, 35, 41, 45),
  vital('heart-rate', '/min', 10, 40, 200, 350, true),
  vital('respiratory-rate', '/min', 2, 8, 70, 150, true),
  { name: 'blood-pressure', kind: 'text', part: 'vitals', longest: 20, hasHint: true },
  vital('spo2', '%', 20, 90, 100, 100, true),
  vital('weight', 'kg', 0.3, 0.8, 200, 400),
  text('investigations', 'asking', { hasHelp: true, rows: 2 }),
  text('treatment', 'asking', { hasHelp: true, rows: 2 }),
  text('diagnosis', 'asking', { hasHelp: true, rows: 2 }),
  text('question', 'asking', { isRequired: true, hasHelp: true, longest: 4000 }),
  text('means', 'asking', { hasHint: true, longest: 4000 }),

  { name: 'specialty', kind: 'select', part: 'route', isRequired: true, hasHelp: true },
  { name: 'urgency', kind: 'radio', part: 'route', isRequired: true, hasHelp: true, values: ['routine', 'urgent'], words: 'cases:urgency.', inRow: true },
  { name: 'language', kind: 'select', part: 'route', isRequired: true, hasHelp: true, values: WRITING_LANGUAGES.map(({ code }) => code) },
  { name: 'sections', kind: 'checkboxes', part: 'route', inRow: true },
];

export const caseField = (name: string): CaseFieldSpec => CASE_FIELDS.find((field) => field.name === name)!;

/** A section's question is named `{specialty}.{key}` in the form. */
export const sectionFieldName = (code: string, key: string): string => `${code}.${key}`;
