import { rightAnswers } from './case-answers.js';
import { CASE_TABLE, STATES, type State } from './case-table.js';
import { judge, knock } from './knock.js';
import { EVERYONE, type Cast, type PersonName } from './people.js';
import type { Stage } from './stage.js';

const keys = Object.keys(CASE_TABLE);
/** Rows whose address names something of a case. */
export const WITH_IDS = keys.filter((key) => /:(id|allocation)\b/.test(key));
/** Rows of what may put a message right. */
export const WRITING = keys.filter((key) => /(messages|questions|replies|answers)$/.test(key));

/** Somebody, and a state, in which the table lets them do it. */
export function somebodyAllowed(key: string): [PersonName, State] {
  for (const person of EVERYONE) for (const state of STATES) if (rightAnswers(CASE_TABLE[key]!, person, state).join() === '+') return [person, state];
  throw new Error(`Nobody may ${key}`);
}

/** Somebody who may names what belongs to another case of theirs, or to none. @returns answers other than 404 */
export async function tryForeignIds({ cast, stock, doorOf }: Stage, key: string): Promise<string[]> {
  const [person, state] = somebodyAllowed(key);
  const [copy, other] = [await stock.take(state, person), await stock.take(state, person)];
  const { method, path, sent } = doorOf(key);
  const withIds = (id: string) => ({ attachments: [{ id, name: 'red.png' }, { id, name: 'blue.png' }], case_allocations: [{ id, state: 'accepted' }] });
  const wrong: string[] = [];
  const notTheirs = { 'of another case': other.tables, 'of none': withIds('00000000-0000-4000-8000-00000000beef'), 'that is no id': withIds('nonsense') };
  for (const [what, tables] of Object.entries(notTheirs)) {
    judge(wrong, await knock(cast.at[person], method, path({ reference: copy.reference, tables: { ...copy.tables, ...tables } }), sent(copy)), ['404'], `${person} ${state}, one ${what}`);
  }
  stock.giveBack(state, person, copy);
  stock.giveBack(state, person, other);
  return wrong;
}

/** Somebody who may write puts right what they wrote in another case, or what somebody else wrote in this one. @returns wrong answers */
export async function tryForeignMessages({ cast, stock, originals, doorOf }: Stage, key: string): Promise<string[]> {
  const [person, state] = somebodyAllowed(key);
  const me = cast.people[person as keyof Cast['people']].id;
  const { method, path, sent } = doorOf(key);
  const wrong: string[] = [];
  const correct = async (at: State, what: string, id: unknown, right: string) => {
    const copy = await stock.take(at, person);
    const corrects = String(id ?? copy.tables.messages.find((message) => message.author_id !== me)?.id);
    judge(wrong, await knock(cast.at[person], method, path(copy), { ...sent(copy), fields: { ...sent(copy).fields, corrects } }), [right], `${person} ${at}, ${what}`);
    stock.giveBack(at, person, copy);
  };
  await correct(state, 'of another case', originals.answered.tables.messages.find((message) => message.author_id === me)!.id, '404');
  const withMessages = STATES.find((one) => rightAnswers(CASE_TABLE[key]!, person, one).join() === '+' && originals[one].tables.messages.some((message) => message.author_id !== me));
  if (withMessages) await correct(withMessages, 'of somebody else', undefined, '403');
  return wrong;
}
