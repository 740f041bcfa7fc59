import { ALLOCATION_MOVES, ALLOCATION_STATES, type AllocationState } from '../../src/cases/case.state.js';
import type { Mutant } from './mutant.js';

/** Nothing makes an allocation anew of one that is there: a table that allowed it would change nothing. */
const BECOMES = ALLOCATION_STATES.filter((state) => state !== 'allocated');

/** Each move of an allocation that there is, forbidden; each that there is not, allowed. */
export const inMoves = (): Mutant[] =>
  ALLOCATION_STATES.flatMap((from) => BECOMES.map((to): Mutant => {
    const moves = ALLOCATION_MOVES as Record<AllocationState, readonly AllocationState[]>;
    const right = moves[from];
    const wrong = right.includes(to) ? right.filter((one) => one !== to) : [...right, to];
    return { name: `ALLOCATION_MOVES.${from}: ${right.includes(to) ? 'without' : 'with'} ${to}`, put: () => void (moves[from] = wrong), takeOut: () => void (moves[from] = right) };
  }));
