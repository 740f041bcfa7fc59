import { DiscoveryService, Reflector } from '@nestjs/core';
import { routeTable } from '#libs/authorization/route-table';
import { rightAnswers } from './matrix/case-answers.js';
import { CASE_TABLE, STATES, type State } from './matrix/case-table.js';
import { judge, knock, rightFor } from './matrix/knock.js';
import { PAGE_TABLE } from './matrix/page-table.js';
import { EVERYONE, isSignedIn, type PersonName } from './matrix/people.js';
import { setStage, type Stage } from './matrix/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.end());

/** A GET is asked for as HEAD too, in one state: it must say the same. */
const methodsOf = (method: string, state: State): string[] => (method === 'GET' && state === 'closed' ? ['GET', 'HEAD'] : [method]);
/** What takes a second to make is made for everybody in one state, and in every state for one person; it is refused as often as anything else. */
const isSpared = (key: string, method: string, person: PersonName, state: State) => key.endsWith('.pdf') && (method === 'HEAD' || (person !== 'author' && state !== 'closed'));

it('has a row for every route, and no row without its route', () => {
  const served = routeTable(stage.telecase.app.get(DiscoveryService), stage.telecase.app.get(Reflector)).map(({ method, path }) => `${method} ${path}`);
  const described = [...Object.keys(CASE_TABLE), ...Object.keys(PAGE_TABLE)].map((key) => key.replace(/ \(.*\)$/, ''));
  expect([...new Set(described)].toSorted()).toEqual([...new Set(served)].toSorted());
});

describe.each(Object.entries(CASE_TABLE))('%s', (key, grid) => {
  it('answers everybody as the table says, in every state', async () => {
    const { cast, stock } = stage;
    const { method: verb, path, sent } = stage.doorOf(key);
    const wrong: string[] = [];
    const tryIn = async (state: State, person: PersonName) => {
      const right = rightFor(person, verb, () => rightAnswers(grid, person, state));
      for (const method of right.length > 0 ? methodsOf(verb, state) : []) {
        if (right.includes('+') && isSpared(key, method, person, state)) continue;
        const copy = await stock.take(state, person);
        const answer = await knock(cast.at[person], method, path(copy), sent(copy), isSignedIn(person));
        judge(wrong, answer, right, `${method} ${person} ${state}`);
        if (method !== 'POST' || answer !== '+') stock.giveBack(state, person, copy);
        else if (await stock.isUntouched(copy)) wrong.push(`${method} ${person} ${state}: said that it was done, and nothing was`);
      }
    };
    await Promise.all(STATES.map(async (state) => {
      for (const person of EVERYONE) await tryIn(state, person);
    }));
    expect(wrong).toEqual([]);
  });
});

it('changes nothing where it says no', async () => {
  expect(await stage.stock.changed()).toEqual([]);
});
