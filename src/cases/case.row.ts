import type { Actor } from '#libs/authorization/actor';
import { clockOf, duration, moment, shortMoment, type Clock } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import type { Specialties } from '../specialties/index.js';
import type { CaseKind } from './case.entity.js';
import { dueTime } from './case.deadlines.js';
import { stateFor } from './case.turn.js';
import { TURN_OF, type AllocationState, type CaseState, type Turn } from './case.state.js';
import { casePaths } from './cases.paths.js';
import { patientInWords, type AgeUnit, type Sex } from './patient.js';

/** A row of a list as the database brings it. */
export interface CaseListRow {
  readonly id: string;
  readonly reference: string;
  readonly state: CaseState;
  readonly stateSince: Date;
  readonly lastActivityAt: Date;
  readonly title: string;
  readonly isUrgent: boolean;
  readonly kind: CaseKind;
  readonly specialty: string | null;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
  readonly author: string;
  readonly project: string;
  readonly ageValue: number | null;
  readonly ageUnit: AgeUnit | null;
  readonly ageOn: string | null;
  readonly sex: Sex | null;
  readonly leadId: string | null;
  readonly lead: string | null;
  readonly leadSpecialty: string | null;
  readonly dueAt: Date | null;
  readonly leadState: AllocationState | null;
  readonly myState: AllocationState | null;
}

/** Which of the three dots of a row is the filled one, as classes. */
const STATIONS: Readonly<Record<Turn, object>> = {
  project: { project: 'now', coordinators: '', specialist: '' },
  coordinators: { project: '', coordinators: 'now', specialist: '' },
  specialist: { project: '', coordinators: '', specialist: 'now' },
  nobody: { project: '', coordinators: '', specialist: '' },
};

/**
 * A row as the list draws it.
 * @param isYours whether it waits for the reader: TO-DO says the verb, CASES the state
 */
export function caseRow(row: CaseListRow, isYours: boolean, says: 'move' | 'state', actor: Actor, specialties: Specialties, words: Words, now: Date) {
  const clock = clockOf(actor, words, now);
  const state = stateFor(row.state, row.leadState);
  const turn = TURN_OF[state];
  const due = dueTime(state, row.stateSince, row.dueAt ? { dueAt: row.dueAt } : undefined);
  const isLate = due !== null && due < now;
  const since = moment(row.stateSince, clock);
  return {
    isYours,
    isLate,
    isClosed: state === 'closed',
    isUrgent: row.isUrgent,
    isTraining: row.kind === 'training',
    stations: STATIONS[turn],
    holder: turn === 'project' ? row.author : turn === 'specialist' ? row.lead ?? '' : words(`cases:turn.${turn}`),
    place: turn === 'specialist' && row.leadSpecialty ? specialties.nameOf(row.leadSpecialty, actor.language) : turn === 'project' ? row.project : '',
    title: row.title || words('cases:untitled'),
    href: state === 'draft' ? casePaths.edit(row.reference) : casePaths.show(row.reference),
    reference: row.reference,
    isDraft: state === 'draft',
    patient: row.ageValue !== null ? patientInWords({ value: row.ageValue, unit: row.ageUnit!, on: row.ageOn! }, row.sex!, row.submittedAt ?? now, words) : null,
    specialty: row.specialty && specialties.nameOf(row.specialty, actor.language),
    move: says === 'state' || !isYours ? words(`cases:state.${state}`) : words(isOthersWork(row, state, actor) ? 'cases:row.overdue' : `cases:row.move.${state}`, { who: row.lead ?? '' }),
    since: words(`cases:row.since.${state === 'draft' ? 'saved' : 'state'}`, { when: state === 'draft' ? moment(row.lastActivityAt, clock) : since }),
    ...time(row, state, due, isLate, clock),
  };
}

/** A coordinator's own move on a case that a specialist is late with is to look after it. */
const isOthersWork = (row: CaseListRow, state: CaseState, actor: Actor): boolean => TURN_OF[state] === 'specialist' && row.leadId !== actor.id;

/** The last column: a time, and how far it is away. */
function time(row: CaseListRow, state: CaseState, due: Date | null, isLate: boolean, clock: Clock) {
  const { words, now } = clock;
  if (state === 'closed') return { when: shortMoment(row.closedAt!, clock), howLong: words('cases:row.time.closed') };
  if (state === 'draft') return { when: shortMoment(row.lastActivityAt, clock), howLong: words('cases:row.time.saved') };
  const long = duration(Math.abs(now.getTime() - (due ?? row.stateSince).getTime()), clock);
  if (isLate) return { when: '', howLong: long };
  if (due) return { when: shortMoment(due, clock), howLong: words('cases:row.time.in', { long }) };
  return { when: long, howLong: words('cases:row.time.waiting') };
}
