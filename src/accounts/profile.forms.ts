import { IsIn, IsTimeZone } from 'class-validator';
import { LANGUAGE_CODES, WRITING_LANGUAGES, type Language } from '#config/languages';
import { readForm, withError, type FormResult } from '#libs/forms/form';
import { IsCalendarDay } from '#libs/forms/is-calendar-day.decorator';
import { MAIL_CHOICES, type MailChoice } from './mail-choices.js';

/** What everyone sets for themselves; specialists also say in which languages they answer, Medcos whether they hear of new cases. */
export class PreferencesForm {
  @IsIn(LANGUAGE_CODES, { message: 'ui:errors.unusable' })
  language: Language;

  @IsTimeZone({ message: 'ui:errors.unusable' })
  zone: string;

  @IsIn(WRITING_LANGUAGES.map(({ code }) => code), { each: true, message: 'ui:errors.unusable' })
  answersIn: string[];

  @IsIn(MAIL_CHOICES, { message: 'ui:errors.unusable' })
  mails: MailChoice;

  @IsIn(['yes', ''], { message: 'ui:errors.unusable' })
  followsMissions: 'yes' | '';
}

/** One box that is ticked comes as a text, none as nothing. */
export function readPreferences(body: unknown): FormResult<PreferencesForm> {
  const sent = (body ?? {}) as Record<string, unknown>;
  return readForm(PreferencesForm, { ...sent, answersIn: [sent.answersIn ?? []].flat(), mails: sent.mails ?? 'at-once', followsMissions: sent.followsMissions ?? '' });
}

/** Days of an absence, as YYYY-MM-DD. */
export class AbsenceForm {
  @IsCalendarDay({ message: 'accounts:absences.day-missing' })
  first: string;

  @IsCalendarDay({ message: 'accounts:absences.day-missing' })
  last: string;
}

/** @param today in the person's time zone */
export function readAbsence(body: unknown, today: string): FormResult<AbsenceForm> {
  const read = readForm(AbsenceForm, body);
  if (!read.ok) return read;
  const form = { values: { ...read.data }, errors: {} };
  if (read.data.last < read.data.first) return { ok: false, form: withError(form, 'last', 'accounts:absences.ends-before') };
  return read.data.last < today ? { ok: false, form: withError(form, 'last', 'accounts:absences.is-over') } : read;
}
