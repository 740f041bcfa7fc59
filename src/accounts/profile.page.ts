import { LANGUAGES, WRITING_LANGUAGES } from '#config/languages';
import { hasRole, type Actor } from '#libs/authorization/actor';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { day, type Clock } from '#libs/i18n/times';
import type { Absence } from './absences.js';
import { accountPaths, PROFILE_CHANGES } from './accounts.paths.js';
import { MAIL_CHOICES } from './mail-choices.js';
import type { OwnAccount } from './profile.service.js';
import { timeZonesWith } from './time-zones.js';

/** The forms of the page; the one that was sent and can't be used comes with what is wrong. */
interface Forms {
  readonly preferences?: FormState;
  readonly absence?: FormState;
  readonly done?: unknown;
}

/** One's own account. */
export function profilePage(actor: Actor, own: OwnAccount, absences: readonly Absence[], clock: Clock, { preferences, absence = blankForm(), done }: Forms = {}) {
  const { words } = clock;
  const say = (name: string) => words(`accounts:profile.${name}`);
  const chosen = preferences ?? blankForm({ language: actor.language, zone: actor.timeZone, answersIn: own.answersIn, mails: own.mails, followsMissions: own.followsMissions ? 'yes' : '' });
  const languages = LANGUAGES.map(({ code, name }) => ({ value: code, label: name, lang: code }));
  const writing = WRITING_LANGUAGES.map(({ code }) => ({ value: code, label: words(`accounts:languages.${code}`) }));
  const isSpecialist = hasRole(actor, 'specialist');
  const language = field({ name: 'language', kind: 'select', label: words('accounts:request.language'), choices: languages }, chosen, words);
  const answersIn = field({ name: 'answersIn', kind: 'checkboxes', label: say('answers-in'), choices: writing, inRow: true }, chosen, words);
  const mails = field({ name: 'mails', kind: 'radio', label: say('mails'), hint: say('mails-hint'), choices: MAIL_CHOICES.map((value) => ({ value, label: say(`mails-${value}`) })) }, chosen, words);
  const followsMissions = field({ name: 'followsMissions', kind: 'checkbox', label: say('follows-missions'), hint: say('follows-missions-hint') }, chosen, words);
  const days = [
    field({ name: 'first', kind: 'date', label: words('accounts:absences.first'), required: true }, absence, words),
    field({ name: 'last', kind: 'date', label: words('accounts:absences.last'), required: true }, absence, words),
  ];
  const errors = errorSummary([language, answersIn, mails, ...days]);
  const change = PROFILE_CHANGES.find((known) => known === done);
  return {
    hasErrors: errors.length > 0,
    errors,
    done: change ? words(`accounts:done.${change}`) : null,
    facts: [
      { term: words('accounts:request.name'), text: actor.name },
      { term: words('accounts:sign-in.email'), text: actor.email },
      { term: words('accounts:request.role'), text: [actor.roles.map((role) => words(`ui:roles.${role}`)).join(', '), actor.affiliation].filter(Boolean).join(', ') },
    ],
    language,
    zones: timeZonesWith(actor.timeZone).map((zone) => ({ zone, isChosen: zone === chosen.values.zone })),
    mails,
    followsMissions: hasRole(actor, 'medco') ? followsMissions : null,
    answersIn: isSpecialist ? answersIn : null,
    absences: isSpecialist ? { days, list: absences.map((one) => absenceLine(one, clock)) } : null,
    passwordChanged: own.passwordChangedAt ? words('accounts:profile.password-changed', { day: day(own.passwordChangedAt, clock) }) : null,
  };
}

/** Calendar days belong to no zone, so they are said in UTC. */
function absenceLine({ id, firstDay, lastDay }: Absence, { language, words }: Clock) {
  const say = (iso: string) => day(new Date(iso), { language, timeZone: 'UTC' });
  return { text: words('accounts:absences.from-to', { first: say(firstDay), last: say(lastDay) }), removal: accountPaths.absenceRemoval(id) };
}
