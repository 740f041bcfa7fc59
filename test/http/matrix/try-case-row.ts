import { rightAnswers } from './case-answers.js';
import { CASE_TABLE, STATES, type State } from './case-table.js';
import { judge, knock, rightFor } from './knock.js';
import { EVERYONE, isSignedIn, type PersonName } from './people.js';
import type { Stage } from './stage.js';

/** A GET is asked for as HEAD too, in one state: it must say the same. */
const methodsOf = (method: string, state: State): string[] => (method === 'GET' && state === 'closed' ? ['GET', 'HEAD'] : [method]);
/** What takes a second to make is made for everybody in one state, and in every state for one person; it is refused as often as anything else. */
const isSpared = (key: string, method: string, person: PersonName, state: State) => key === 'GET /cases/:reference.pdf' && (method === 'HEAD' || (person !== 'author' && state !== 'closed'));

/** What is done without a change of the case. */
const CHANGES_NOTHING = ['POST /cases/:reference.pdf'];

/** Everybody tries one row of the table of cases, in every state. @returns what came otherwise than the table says */
export async function tryCaseRow({ cast, stock, doorOf }: Stage, key: string): Promise<string[]> {
  const { method: verb, path, sent } = doorOf(key);
  const wrong: string[] = [];
  const tryIn = async (state: State, person: PersonName) => {
    const right = rightFor(person, verb, () => rightAnswers(CASE_TABLE[key]!, person, state));
    for (const method of right.length > 0 ? methodsOf(verb, state) : []) {
      if (right.includes('+') && isSpared(key, method, person, state)) continue;
      const copy = await stock.take(state, person);
      const answer = await knock(cast.at[person], method, path(copy), sent(copy), isSignedIn(person));
      judge(wrong, answer, right, `${method} ${person} ${state}`);
      if (method !== 'POST' || answer !== '+' || CHANGES_NOTHING.includes(key)) stock.giveBack(state, person, copy);
      else if (await stock.isUntouched(copy)) wrong.push(`${method} ${person} ${state}: said that it was done, and nothing was`);
    }
  };
  await Promise.all(STATES.map(async (state) => {
    for (const person of EVERYONE) await tryIn(state, person);
  }));
  return wrong;
}
