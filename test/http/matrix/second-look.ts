import { CaseKeeper } from '../../../src/cases/index.js';
import { rightAnswers } from './case-answers.js';
import { readCase } from './case-copies.js';
import { CASE_TABLE, STATES, type Grid, type State } from './case-table.js';
import { judge, knock } from './knock.js';
import { EVERYONE, isSignedIn, type PersonName } from './people.js';
import type { Stage } from './stage.js';

const ADD = 'POST /cases/:reference/attachments';
const EDIT = 'POST /cases/:reference/attachments/:id';

/** Rows of what changes a case. */
export const CHANGES = Object.keys(CASE_TABLE).filter((key) => key.startsWith('POST ') && key !== `${EDIT} (of the specialist)`);

/**
 * Everybody who must not tries to change a case whose door lets everybody in, as if their right had ended right behind it:
 * what does the work looks again, and says the same.
 * @returns what was done, or refused otherwise
 */
export async function trySecondLook({ telecase: { db }, cast, stock, doorOf }: Stage, key: string): Promise<string[]> {
  const { method, path, sent } = doorOf(key);
  // A file is theirs here, so that only the case says no: its own row tells of the files of others.
  const [grid, isTheirFile] = key === EDIT ? [CASE_TABLE[ADD]!, true] : [CASE_TABLE[key]!, false];
  const state = mostTellingState(grid);
  const wrong: string[] = [];
  const close = openTheDoor();
  try {
    for (const person of EVERYONE.filter(isSignedIn) as Exclude<PersonName, 'visitor'>[]) {
      const [right = ''] = rightAnswers(grid, person, state);
      if (right !== '404' && right !== '403') continue;
      const copy = await stock.take(state, person);
      if (isTheirFile) await db.query(`update attachments set uploaded_by = $2 where case_id = $1`, [copy.id, cast.people[person].id]);
      const before = await readCase(db, copy.reference);
      // Whoever had it is told that it is gone, and how.
      judge(wrong, await knock(cast.at[person], method, path(copy), sent(copy)), right === '404' ? ['404', '409'] : [right], `${person} ${state}`);
      if (JSON.stringify(await readCase(db, copy.reference)) !== JSON.stringify(before)) wrong.push(`${person} ${state}: it was done`);
      else if (!isTheirFile) stock.giveBack(state, person, copy);
    }
  } finally {
    close();
  }
  return wrong;
}

/** Of those in which somebody may, the one in which most may not. */
function mostTellingState(grid: Grid): State {
  const count = (answer: string, state: State) => EVERYONE.filter((person) => rightAnswers(grid, person, state).join() === answer).length;
  return STATES.filter((state) => count('+', state) > 0).toSorted((a, b) => count('403', b) - count('403', a))[0]!;
}

/** @returns what closes it again */
function openTheDoor(): () => void {
  const { judge } = CaseKeeper.prototype;
  CaseKeeper.prototype.judge = async function (actor, reference) {
    return (await this['facts'].of(reference, actor))!;
  };
  return () => void (CaseKeeper.prototype.judge = judge);
}
