import { Allocation } from '../../../src/cases/allocation.entity.js';
import { AllocationMoved } from '../../../src/cases/case.errors.js';
import type { AllocationState } from '../../../src/cases/case.state.js';

const now = new Date();
const VERBS: readonly ((allocation: Allocation) => void)[] = [
  (one) => one.accept(now), (one) => one.refuse('On leave', now), (one) => one.ask(now), (one) => one.answer(now), (one) => one.takeUpAgain(now, now), (one) => one.withdraw('', now),
];

/**
 * What becomes of an allocation when it is accepted, refused, asked from, answered, handed back by the project, withdrawn: by
 * the description of the product, without a look at the code. A dash where it is too late for that.
 */
const MOVES: Readonly<Record<AllocationState, string>> = {
  allocated: 'accepted refused -     -        -        withdrawn',
  accepted: ' -        -       asked answered -        withdrawn',
  asked: '    -        -       -     answered accepted withdrawn',
  answered: ' -        -       -     answered accepted -',
  refused: '  -        -       -     -        -        -',
  withdrawn: '-        -       -     -        -        -',
};

/** @returns what an allocation does otherwise than the table says */
export function tryMoves(): string[] {
  return Object.entries(MOVES).flatMap(([from, line]) => line.trim().split(/\s+/).flatMap((right, at) => {
    const one = Object.assign(new Allocation(), { state: from, answeredAt: from === 'answered' ? now : null });
    const became = after(one, VERBS[at]!);
    return became === right ? [] : [`${from}, move ${at}: expected ${right}, got ${became}`];
  }));
}

function after(one: Allocation, move: (allocation: Allocation) => void): string {
  try {
    move(one);
    return one.state;
  } catch (error) {
    if (error instanceof AllocationMoved) return '-';
    throw error;
  }
}
