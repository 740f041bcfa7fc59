import { STATES, type Grid, type Side, type State } from './case-table.js';
import type { PersonName } from './people.js';

/** On whose line, or lines, a person stands. Two roles: the better answer of both. */
const LINES: Partial<Record<PersonName, readonly Side[]>> = {
  author: ['author'],
  colleague: ['colleague'],
  medco: ['medco'],
  specialist: ['specialist'],
  coordinator: ['coordinator'],
  staffAlsoSpecialist: ['colleague'],
  specialistAlsoStaff: ['specialist'],
  staffAndItsSpecialist: ['colleague', 'specialist'],
};

const BETTER = ['404', '403', '409', '+'];
const better = (a: string, b: string): string => (BETTER.indexOf(a) > BETTER.indexOf(b) ? a : b);

/** The answers that are right for a signed-in person; none where there is nothing to try. */
export function rightAnswers(grid: Grid, person: PersonName, state: State): string[] {
  const cellOf = (side: Side): string[] => grid[side].trim().split(/\s+/)[STATES.indexOf(state)]!.split('|');
  if (cellOf('author')[0] === '-') return [];
  const [first = ['404'], ...more] = (LINES[person] ?? []).map(cellOf);
  return [...new Set(more.reduce((answers, others) => answers.flatMap((a) => others.map((b) => better(a, b))), first))];
}
