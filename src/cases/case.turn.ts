import type { Actor } from '#libs/authorization/actor';
import { hasRole } from '#libs/authorization/actor';
import { clockOf, duration, moment } from '#libs/i18n/times';
import type { Words } from '#libs/i18n/words';
import { dueTime } from './case.deadlines.js';
import type { CaseOverview, AllocationOverview } from './case.overview.js';
import { caseRules, may, type CaseFacts } from './case.policy.js';
import { standingOf, type Standing } from './case.standing.js';
import { TURN_OF, type AllocationState, type CaseState } from './case.state.js';
import { casePaths } from './cases.paths.js';

/** The allocation that the turn is about: the reader's own move, to a coordinator whoever is late, or the one that is due first. */
function leading({ state, pending, waitsFor }: Standing<AllocationOverview>, allocations: readonly AllocationOverview[], actor: Actor): AllocationOverview | undefined {
  const mine = pending.find(({ specialistId }) => specialistId === actor.id);
  if (!mine && waitsFor.coordinators && hasRole(actor, 'coordinator')) return pending[0];
  if (mine || TURN_OF[state] === 'specialist') return mine ?? pending[0];
  const wanted = state === 'information-requested' ? 'asked' : 'answered';
  return allocations.filter((one) => one.state === wanted).sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
}

/**
 * Whose turn it is, said to one reader: a sentence, three stations, and the next move if it is theirs.
 * A specialist's own allocation counts before the state of the whole case; coordinators look after whoever is late.
 */
export function caseTurn(overview: CaseOverview, actor: Actor, facts: CaseFacts, words: Words, now = new Date()) {
  if (overview.state === 'closed') return null;
  const standing = standingOf(overview.state, overview.allocations, now);
  const first = leading(standing, overview.allocations, actor);
  const state = stateFor(standing.state, first?.state);
  const turn = TURN_OF[state];
  const isMine =
    (turn === 'project' && may(state === 'draft' ? caseRules['edit-draft'] : caseRules['report-outcome'], actor, facts)) ||
    (turn === 'coordinators' && hasRole(actor, 'coordinator')) ||
    (turn === 'specialist' && first?.specialistId === actor.id);
  const isLookedAfter = turn === 'specialist' && !isMine && standing.waitsFor.coordinators && hasRole(actor, 'coordinator');
  const due = dueTime(state, overview.stateSince, first);
  const isLate = due !== null && due < now;
  const clock = clockOf(actor, words, now);
  const who = first?.specialist ?? '';
  const isYours = isMine || isLookedAfter;
  const todo = isLookedAfter ? 'overdue' : state;
  return {
    isYours,
    isLate,
    heading: words(`cases:turn.${isYours ? 'yours' : 'others'}.${todo}`, { who, project: overview.project }),
    sentence: [
      words('cases:turn.since', { when: moment(overview.stateSince, clock), long: duration(now.getTime() - overview.stateSince.getTime(), clock) }),
      due && words(isLate ? 'cases:turn.was-due' : 'cases:turn.due', { when: moment(due, clock), long: duration(Math.abs(due.getTime() - now.getTime()), clock) }),
    ].filter(Boolean).join(' '),
    stations: [
      { isNow: turn === 'project', place: overview.project, person: turn === 'project' && isMine ? words('cases:turn.you') : overview.author },
      { isNow: turn === 'coordinators', place: words('cases:turn.coordinators'), person: turn === 'coordinators' && isMine ? words('cases:turn.you') : '' },
      { isNow: turn === 'specialist', place: words('cases:turn.specialist'), person: who ? (turn === 'specialist' && isMine ? words('cases:turn.you') : who) : words('cases:turn.nobody-yet') },
    ],
    moves: isYours ? moves(todo, overview.reference, words) : [],
  };
}

/** What a specialist on the case sees as its state is that of their own part of it. */
export function stateFor(state: CaseState, mine: AllocationState | null | undefined): CaseState {
  if (mine === 'allocated') return 'allocated';
  if (mine === 'accepted') return 'with-specialist';
  return state;
}

/** The next move as a link to its form; the first is the one filled button of the page. */
function moves(todo: CaseState | 'overdue', reference: string, words: Words) {
  const discussion = `${casePaths.show(reference)}/discussion`;
  const links: Partial<Record<CaseState | 'overdue', readonly (readonly [string, string])[]>> = {
    draft: [['finish', casePaths.edit(reference)]],
    'awaiting-allocation': [['allocate', casePaths.allocate(reference)]],
    'with-specialist': [['answer', `${discussion}#answer`], ['ask', `${discussion}#ask`]],
    'information-requested': [['reply', `${discussion}#write`]],
    answered: [['read', discussion]],
    overdue: [['allocate', casePaths.allocate(reference)], ['remind', `${discussion}#write`]],
  };
  return (links[todo] ?? []).map(([key, href], at) => ({ href, text: words(`cases:turn.move.${key}`), isQuiet: at > 0 }));
}
