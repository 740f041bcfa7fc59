/** The life of a case, in the order it usually goes. */
export const CASE_STATES = ['draft', 'awaiting-allocation', 'allocated', 'with-specialist', 'information-requested', 'answered', 'closed'] as const;

/** Posted in error ends it too, but nobody ever sees a case in that state. */
export type CaseState = (typeof CASE_STATES)[number] | 'posted-in-error';

/** The life of one allocation. `asked`: the specialist waits for a reply. */
export const ALLOCATION_STATES = ['allocated', 'accepted', 'asked', 'answered', 'refused', 'withdrawn'] as const;
export type AllocationState = (typeof ALLOCATION_STATES)[number];

/**
 * What an allocation may become. Refused and withdrawn are final; a specialist who is
 * asked again gets a new one. Whoever has answered keeps the case.
 */
export const ALLOCATION_MOVES: Readonly<Record<AllocationState, readonly AllocationState[]>> = {
  allocated: ['accepted', 'refused', 'withdrawn'],
  accepted: ['asked', 'answered', 'withdrawn'],
  asked: ['accepted', 'answered', 'withdrawn'],
  answered: ['accepted', 'answered'],
  refused: [],
  withdrawn: [],
};

/** Refused and withdrawn ones no longer count. */
export const isLive = (state: AllocationState): boolean => state !== 'refused' && state !== 'withdrawn';

/** Whose move it is. */
export type Turn = 'project' | 'coordinators' | 'specialist' | 'nobody';

export const TURN_OF: Readonly<Record<CaseState, Turn>> = {
  draft: 'project',
  'awaiting-allocation': 'coordinators',
  allocated: 'specialist',
  'with-specialist': 'specialist',
  'information-requested': 'project',
  answered: 'project',
  closed: 'nobody',
  'posted-in-error': 'nobody',
};

/**
 * The state of a submitted case follows from its allocations, and is worked out here alone. Where several specialists
 * are on it, a question to the project comes first (only the project can move it), then work, then waiting, then answers.
 * @param isClosed closed is final, whatever the allocations say
 */
export function deriveState(allocations: readonly AllocationState[], isClosed: boolean): Exclude<CaseState, 'draft' | 'posted-in-error'> {
  if (isClosed) return 'closed';
  if (allocations.includes('asked')) return 'information-requested';
  if (allocations.includes('accepted')) return 'with-specialist';
  if (allocations.includes('allocated')) return 'allocated';
  if (allocations.includes('answered')) return 'answered';
  return 'awaiting-allocation';
}
