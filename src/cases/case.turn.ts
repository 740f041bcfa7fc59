import type { Actor } from '#libs/authorization/actor';
import { hasRole } from '#libs/authorization/actor';
import { duration, moment, type Clock } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import type { CaseOverview, AllocationOverview } from './case.overview.js';
import { caseRules, may, type CaseFacts } from './case.policy.js';
import { isLive, TURN_OF, type AllocationState, type CaseState } from './case.state.js';
import { casePaths } from './cases.paths.js';

/** Hours that a submitted case may wait for its allocation before it counts as late. */
export const HOURS_TO_ALLOCATE = 1;

/** The allocation whose turn it is, or that the turn is about: the one that is due first. */
function leading(state: CaseState, allocations: readonly AllocationOverview[], actorId: string): AllocationOverview | undefined {
  const wanted = ({ 'information-requested': 'asked', 'with-specialist': 'accepted', allocated: 'allocated', answered: 'answered' } as const)[state as 'answered'];
  const candidates = allocations.filter((allocation) => allocation.state === wanted);
  return candidates.find(({ specialistId }) => specialistId === actorId) ?? candidates.sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
}

/** When the next step is due, and null when nothing presses. */
export function dueTime(state: CaseState, submittedAt: Date | null, allocation: { dueAt: string } | undefined): Date | null {
  if (state === 'awaiting-allocation') return new Date(submittedAt!.getTime() + HOURS_TO_ALLOCATE * 3_600_000);
  if (state === 'allocated' || state === 'with-specialist') return allocation ? new Date(allocation.dueAt) : null;
  return null;
}

/**
 * Whose turn it is, said to one reader: a sentence, three stations, and the next move if it is theirs.
 * A specialist's own allocation counts before the state of the whole case.
 */
export function caseTurn(overview: CaseOverview, actor: Actor, facts: CaseFacts, words: Words, now = new Date()) {
  if (overview.state === 'closed') return null;
  const mine = overview.allocations.find(({ specialistId, state }) => specialistId === actor.id && isLive(state));
  const state = stateFor(overview.state, mine?.state);
  const first = mine && state !== overview.state ? mine : leading(state, overview.allocations, actor.id);
  const turn = TURN_OF[state];
  const isYours =
    (turn === 'project' && may(state === 'draft' ? caseRules['edit-draft'] : caseRules['report-outcome'], actor, facts)) ||
    (turn === 'coordinators' && hasRole(actor, 'coordinator')) ||
    (turn === 'specialist' && first?.specialistId === actor.id);
  const due = dueTime(state, overview.submittedAt, first);
  const isLate = due !== null && due < now;
  const clock: Clock = { language: actor.language, timeZone: actor.timeZone, now, words };
  const who = first?.specialist ?? '';
  return {
    isYours,
    isLate,
    heading: words(`cases:turn.${isYours ? 'yours' : 'others'}.${state}`, { who, project: overview.project }),
    sentence: [
      words('cases:turn.since', { when: moment(overview.stateSince, clock), long: duration(now.getTime() - overview.stateSince.getTime(), clock) }),
      due && words(isLate ? 'cases:turn.was-due' : 'cases:turn.due', { when: moment(due, clock), long: duration(Math.abs(due.getTime() - now.getTime()), clock) }),
    ].filter(Boolean).join(' '),
    stations: [
      { isNow: turn === 'project', place: overview.project, person: turn === 'project' && isYours ? words('cases:turn.you') : overview.author },
      { isNow: turn === 'coordinators', place: words('cases:turn.coordinators'), person: turn === 'coordinators' && isYours ? words('cases:turn.you') : '' },
      { isNow: turn === 'specialist', place: words('cases:turn.specialist'), person: who ? (turn === 'specialist' && isYours ? words('cases:turn.you') : who) : words('cases:turn.nobody-yet') },
    ],
    moves: isYours ? moves(state, overview.reference, words) : [],
  };
}

/** What a specialist on the case sees as its state is that of their own part of it. */
export function stateFor(state: CaseState, mine: AllocationState | null | undefined): CaseState {
  if (mine === 'allocated') return 'allocated';
  if (mine === 'accepted') return 'with-specialist';
  return state;
}

/** The next move as a link to its form; the first is the one filled button of the page. */
function moves(state: CaseState, reference: string, words: Words) {
  const discussion = `${casePaths.show(reference)}/discussion`;
  const links: Partial<Record<CaseState, readonly (readonly [string, string])[]>> = {
    draft: [['finish', casePaths.edit(reference)]],
    'awaiting-allocation': [['allocate', casePaths.allocate(reference)]],
    'with-specialist': [['answer', `${discussion}#answer`], ['ask', `${discussion}#ask`]],
    'information-requested': [['reply', `${discussion}#write`]],
    answered: [['read', discussion]],
  };
  return (links[state] ?? []).map(([key, href], at) => ({ href, text: words(`cases:turn.move.${key}`), isQuiet: at > 0 }));
}
