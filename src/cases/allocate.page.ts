import { WRITING_LANGUAGES } from '#config/languages';
import type { Actor } from '#libs/authorization/actor';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { clockOf, day, moment, shortMoment } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import { addServiceHours, isInService, type Service, type Specialties } from '../specialties/index.js';
import { LONGEST_WHY } from './allocation.forms.js';
import type { CaseFrame } from './case.frame.js';
import type { CaseFacts } from './case.policy.js';
import { stampOf } from './case.stamp.js';
import { isPending } from './case.standing.js';
import { isLive } from './case.state.js';
import { casePaths } from './cases.paths.js';
import { utcToLocal } from './local-time.js';
import type { OfferedSpecialist } from './specialist-choice.js';

interface AllocatePage {
  readonly actor: Actor;
  readonly facts: CaseFacts;
  readonly frame: CaseFrame;
  readonly specialty: string;
  readonly service: Service;
  readonly offered: readonly OfferedSpecialist[];
  readonly form: FormState;
  /** The reason to withdraw one that can't be used. */
  readonly withdrawal?: { readonly id: string; readonly form: FormState };
  readonly specialties: Specialties;
  readonly words: Words;
  readonly now: Date;
}

/** The page on which a coordinator chooses who is asked. */
export function allocatePage({ actor, facts, frame, specialty, service, offered, form, withdrawal, specialties, words, now }: AllocatePage) {
  const { overview } = frame;
  const dueAt = addServiceHours(now, service.targetHours, service.serviceHours);
  const chosen = new Set([form.values.specialist ?? []].flat());
  const due = field(
    { name: 'due', kind: 'datetime-local', label: words('cases:allocate.due.label'), hint: words('cases:allocate.due.hint', { hours: service.targetHours, zone: actor.timeZone }) },
    { ...form, values: { due: utcToLocal(dueAt, actor.timeZone), ...form.values } }, words);
  const note = field({ name: 'note', kind: 'text', label: words('cases:allocate.note.label'), hint: words('cases:allocate.note.hint'), maxlength: 500 }, form, words);
  // One field for each, told apart by the allocation that it is for; the one that was sent keeps its plain name for the list of problems.
  const why = ({ id, form: typed }: { readonly id: string; readonly form: FormState }) => ({
    ...field({ name: 'why', kind: 'text', label: words('cases:allocate.why.label'), hint: words('cases:allocate.why.hint'), maxlength: LONGEST_WHY }, typed, words),
    id: withdrawal?.id === id ? 'why' : `why-${id}`,
  });
  const specialistError = form.errors.specialist && words(form.errors.specialist);
  return {
    frame,
    hasErrors: Object.keys(form.errors).length > 0 || withdrawal !== undefined,
    errors: [...(specialistError ? [{ name: 'specialist', text: specialistError }] : []), ...errorSummary([due, note, ...(withdrawal ? [why(withdrawal)] : [])])],
    action: casePaths.allocations(facts.reference),
    choose: casePaths.allocate(facts.reference),
    specialty,
    specialtyChoices: specialties.all(actor.language).map(({ code, name }) => ({ value: code, chosen: code === specialty, label: code === overview.specialty ? words('cases:allocate.wanted', { name }) : name })),
    specialistError,
    people: offered.filter(({ absentUntil, hasThisCase }) => !absentUntil && !hasThisCase).map((person, at) => ({
      ...person,
      elementId: at === 0 ? 'specialist' : `specialist-${at + 1}`,
      chosen: chosen.has(person.id),
      facts: [
        WRITING_LANGUAGES.filter(({ code }) => person.languages.includes(code)).map(({ name }) => name).join(', '),
        words('cases:allocate.open-cases', { count: person.openCases }),
        ...(person.medianHours === null ? [] : [words('cases:allocate.median', { hours: Math.max(1, Math.round(person.medianHours)) })]),
      ].filter(Boolean),
      localTime: words('cases:allocate.local-time', { time: shortMoment(now, { language: actor.language, timeZone: person.timeZone, now, words }) }),
      isOffHours: !isInService(now, { ...service.serviceHours, zone: person.timeZone }),
    })),
    away: offered.filter(({ absentUntil }) => absentUntil).map(({ name, absentUntil }) => ({ name, until: words('cases:allocate.absent', { day: day(new Date(`${absentUntil}T00:00Z`), { language: actor.language, timeZone: 'UTC' }) }) })),
    due,
    note,
    question: String(overview.form.question ?? ''),
    seen: stampOf(overview.allocations),
    allocations: overview.allocations.map((one) => ({
      reason: isLive(one.state) && !one.answeredAt ? why({ id: one.id, form: withdrawal?.id === one.id ? withdrawal.form : blankForm() }) : null,
      specialist: one.specialist,
      specialty: specialties.nameOf(one.specialty, actor.language),
      state: words(`cases:allocation-state.${one.state}`),
      why: one.refusalReason ?? one.withdrawalReason,
      due: isPending(one) ? words('cases:allocate.due.is', { when: moment(new Date(one.dueAt), clockOf(actor, words, now)) }) : null,
      dueTime: isPending(one) ? casePaths.dueTime(facts.reference, one.id) : null,
      withdrawal: isLive(one.state) && !one.answeredAt ? casePaths.withdrawal(facts.reference, one.id) : null,
    })),
    back: casePaths.show(facts.reference),
  };
}
