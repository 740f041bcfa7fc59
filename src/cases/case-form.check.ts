import { readNumber, readSection, messageDetails, type Specialties } from '../specialties/index.js';
import { isCalendarDay } from '#libs/i18n/calendar-day';
import { isoDay } from '#libs/i18n/times';
import type { Language } from '#config/languages';
import { CASE_FIELDS, sectionFieldName, type CaseFieldSpec } from './case-form.js';
import type { TypedForm } from './case.entity.js';
import { OLDEST, type AgeUnit } from './patient.js';

/** A message about one field: the key of its words, and what fills them. */
export interface Remark {
  readonly key: string;
  readonly details?: Record<string, unknown>;
}

/** What is wrong with a form, and what is only unusual; by the name of the field. */
export interface CaseFormCheck {
  readonly errors: Record<string, Remark>;
  readonly warnings: Record<string, Remark>;
}

/** What the form's choices are checked against. */
export interface CaseFormContext {
  readonly projectIds: readonly string[];
  /** Patients of the chosen project. */
  readonly patientIds: readonly string[];
  readonly specialties: Specialties;
  readonly sectionVersions: Readonly<Record<string, number>>;
  readonly language: Language;
  readonly timeZone: string;
  readonly now: Date;
}

const one = (typed: TypedForm, name: string): string => [typed[name] ?? ''].flat()[0] ?? '';
export const chosenSections = (typed: TypedForm): string[] => [typed.sections ?? []].flat().filter(Boolean);

/** Checks a form as it must be to be submitted. A draft needs none of it. */
export function checkCaseForm(typed: TypedForm, context: CaseFormContext): CaseFormCheck {
  const check: CaseFormCheck = { errors: {}, warnings: {} };
  for (const field of CASE_FIELDS) {
    if (!isAsked(field, typed)) continue;
    const value = one(typed, field.name);
    if (value === '') {
      if (isNeeded(field, typed)) check.errors[field.name] = { key: `cases:form.${field.name}.missing` };
    } else checkValue(field, value, typed, context, check);
  }
  if (one(typed, 'patient') && SAYS_WHO_IS_NEW.some((name) => one(typed, name))) check.errors.patient ??= { key: 'cases:form.patient.not-both' };
  for (const code of chosenSections(typed)) checkSection(code, typed, context, check);
  return check;
}

/** What only a new patient has typed; the unit of the age is there from the start. */
const SAYS_WHO_IS_NEW = ['local-reference', 'age', 'sex'];

/** A known patient's reference, age and sex are not asked again. */
const OF_A_NEW_PATIENT = new Set([...SAYS_WHO_IS_NEW, 'age-unit']);

function isAsked({ name }: CaseFieldSpec, typed: TypedForm): boolean {
  if (OF_A_NEW_PATIENT.has(name)) return one(typed, 'patient') === '';
  return name !== 'consent-why' || one(typed, 'consent-basis') === 'emergency';
}

function isNeeded({ name, isRequired }: CaseFieldSpec, typed: TypedForm): boolean {
  const isEmergency = one(typed, 'consent-basis') === 'emergency';
  if (name === 'patient') return false; // none chosen means a new one
  if (name === 'consent-why') return isEmergency;
  if (name === 'consent-how' && isEmergency) return false;
  return Boolean(isRequired);
}

function checkValue(field: CaseFieldSpec, value: string, typed: TypedForm, context: CaseFormContext, { errors, warnings }: CaseFormCheck): void {
  const { name, number, longest, values } = field;
  if (longest && value.length > longest) errors[name] = { key: 'cases:form.too-long', details: { longest } };
  else if (values && !values.includes(value)) errors[name] = { key: `cases:form.${name}.missing` };
  else if (!isOffered(name, value, context)) errors[name] = { key: `cases:form.${name}.missing` };
  else if (name === 'age' || name === 'age-unit') checkAge(typed, errors);
  else if (name === 'consent-on') checkDay(name, value, context, errors);
  else if (name === 'blood-pressure' && !isBloodPressure(value)) errors[name] = { key: 'cases:form.blood-pressure.wrong' };
  else if (number) checkNumber(name, value, number, errors, warnings);
}

function isOffered(name: string, value: string, { projectIds, patientIds, specialties }: CaseFormContext): boolean {
  if (name === 'project') return projectIds.includes(value);
  if (name === 'patient') return patientIds.includes(value);
  return name !== 'specialty' || specialties.find(value) !== undefined;
}

function checkAge(typed: TypedForm, errors: CaseFormCheck['errors']): void {
  const age = readNumber(one(typed, 'age'));
  const oldest = OLDEST[one(typed, 'age-unit') as AgeUnit];
  if (age === undefined || age < 0 || !Number.isInteger(age)) errors.age = { key: 'cases:form.age.missing' };
  else if (age === 0 && one(typed, 'age-unit') !== 'days') errors.age = { key: 'cases:form.age.in-days' };
  else if (oldest !== undefined && age > oldest) errors.age = { key: 'cases:form.age.too-old', details: { oldest } };
}

function checkDay(name: string, value: string, { now, timeZone }: CaseFormContext, errors: CaseFormCheck['errors']): void {
  if (!isCalendarDay(value) || value < '1990-01-01') errors[name] = { key: `cases:form.${name}.missing` };
  else if (value > isoDay(now, timeZone)) errors[name] = { key: 'cases:form.day-to-come' };
}

/** Systolic above diastolic, both within what has been measured in people. */
function isBloodPressure(value: string): boolean {
  const [, systolic, diastolic] = /^(\d{2,3})\s*\/\s*(\d{1,3})$/.exec(value) ?? [];
  return systolic !== undefined && Number(systolic) <= 320 && Number(systolic) > Number(diastolic);
}

function checkNumber(name: string, value: string, { min, max, low, high, unit, whole }: NonNullable<CaseFieldSpec['number']>, errors: CaseFormCheck['errors'], warnings: CaseFormCheck['warnings']): void {
  const found = readNumber(value);
  const details = { min, max, low, high, unit };
  if (found === undefined || (whole && !Number.isInteger(found))) errors[name] = { key: whole ? 'cases:form.whole-number' : 'cases:form.number' };
  else if (found < min || found > max) errors[name] = { key: 'cases:form.impossible', details };
  else if (found < low || found > high) warnings[name] = { key: 'cases:form.rare', details };
}

function checkSection(code: string, typed: TypedForm, { specialties, sectionVersions, language }: CaseFormContext, check: CaseFormCheck): void {
  const section = specialties.section(code, sectionVersions[code]);
  if (!section) return;
  const answers = Object.fromEntries(section.fields.map(({ key }) => [key, typed[sectionFieldName(code, key)] ?? '']));
  const { errors, warnings } = readSection(section, answers);
  for (const field of section.fields) {
    const remark = (key: string): Remark => ({ key: key, details: messageDetails(field, language) });
    if (errors[field.key]) check.errors[sectionFieldName(code, field.key)] = remark(errors[field.key]!);
    if (warnings[field.key]) check.warnings[sectionFieldName(code, field.key)] = remark(warnings[field.key]!);
  }
}
