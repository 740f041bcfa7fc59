import type { Language } from '#config/languages';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { day } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import { inLanguage, WEEKDAYS, writeNumber, type PictureChecklist, type Section, type SectionField, type Service, type Specialty } from '../specialties/index.js';
import { accountPaths } from './accounts.paths.js';
import type { SpecialistOnList } from './people.js';
import { timeZonesWith } from './time-zones.js';

/** The week as it is worked. */
const WEEK = [...WEEKDAYS.slice(1), WEEKDAYS[0]];

interface Shown {
  readonly form?: FormState;
  readonly done?: unknown;
  /** What it asks, in place of its service: both would make a heavy page. */
  readonly asks?: boolean;
}

/** One specialty: its service to be changed or what it asks, and who is in it. */
export function specialtyPage(specialty: Specialty, { targetHours, serviceHours }: Service, people: readonly SpecialistOnList[], language: Language, words: Words, { form, done, asks = false }: Shown = {}) {
  const state = form ?? blankForm({ ...serviceHours, days: [...serviceHours.days], target: writeNumber(targetHours, language) });
  const say = (name: string) => words(`specialties:service.${name}`);
  const draw = (spec: Parameters<typeof field>[0]) => field(spec, state, words);
  const target = draw({ name: 'target', kind: 'text', label: say('target'), hint: say('target-hint'), required: true, maxlength: 8, inputmode: 'decimal' });
  const days = draw({ name: 'days', kind: 'checkboxes', label: say('days'), required: true, choices: WEEK.map((one) => ({ value: one, label: words(`specialties:days.${one}`) })), inRow: true });
  const times = ['from', 'to'].map((name) => draw({ name, kind: 'text', label: say(name), hint: say(`${name}-hint`), required: true, maxlength: 5 }));
  const zone = draw({ name: 'zone', kind: 'select', label: say('zone'), choices: timeZonesWith(serviceHours.zone).map((one) => ({ value: one, label: one })) });
  const errors = errorSummary([target, days, ...times, zone]);
  return {
    hasErrors: errors.length > 0,
    errors,
    done: done === 'saved' ? words('accounts:done.saved') : null,
    heading: inLanguage(specialty.name, language),
    action: accountPaths.specialty(specialty.code),
    back: asks ? { href: accountPaths.specialty(specialty.code), text: words('accounts:specialty.service') } : { href: accountPaths.specialties(), text: words('accounts:specialty.title') },
    seeAsks: accountPaths.specialtyAsks(specialty.code),
    target,
    days,
    times,
    zone,
    people: people.map(({ id, name, absentUntil }) => ({ name, href: accountPaths.account(id), absent: absentUntil && words('accounts:specialty.absent', { day: day(new Date(absentUntil), { language, timeZone: 'UTC' }) }) })),
    asks: asks && {
      sections: specialty.sections.map((section) => sectionInWords(section, language, words)),
      pictures: specialty.pictures ? picturesInWords(specialty.pictures, language, words) : null,
    },
  };
}

function sectionInWords({ version, fields }: Section, language: Language, words: Words) {
  const kindOf = ({ type, unit, options }: SectionField) => [words(`accounts:specialty.kinds.${type}`), unit && inLanguage(unit, language), options.map(({ label }) => inLanguage(label, language)).join(', ')].filter(Boolean).join(': ');
  return {
    heading: words('accounts:specialty.version', { version }),
    fields: fields.map((one) => ({ label: inLanguage(one.label, language), kind: kindOf(one), help: one.help && inLanguage(one.help, language) })),
  };
}

function picturesInWords({ atLeast, views, additional }: PictureChecklist, language: Language, words: Words) {
  const names = views.map(({ name }) => inLanguage(name, language));
  return { atLeast: words('accounts:specialty.pictures-at-least', { count: atLeast }), views: additional ? [...names, words('accounts:specialty.additional')] : names };
}
