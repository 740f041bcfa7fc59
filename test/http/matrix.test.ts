import { DiscoveryService, Reflector } from '@nestjs/core';
import { routeTable } from '#libs/authorization/route-table';
import { startApp, type TestApp } from '../support/app.js';
import { caseDoors, type Door } from './matrix/case-doors.js';
import { tellTheCase } from './matrix/case-fixtures.js';
import type { CaseRows } from './matrix/case-copies.js';
import { CASE_TABLE, rightAnswers, STATES, type State } from './matrix/case-table.js';
import { CopiesInStock } from './matrix/copies-in-stock.js';
import { knock, signedOutAnswers } from './matrix/knock.js';
import { pageDoors, type PageDoor } from './matrix/page-doors.js';
import { PAGE_TABLE, rightPageAnswers } from './matrix/page-table.js';
import { EVERYONE, isSignedIn, makeCast, type Cast, type PersonName } from './matrix/people.js';

let telecase: TestApp;
let cast: Cast;
let stock: CopiesInStock;
let doorOf: (key: string) => Door;
let pages: Record<string, PageDoor>;
let originals: Record<State, CaseRows>;

beforeAll(async () => {
  telecase = await startApp();
  cast = await makeCast(telecase);
  originals = await tellTheCase(telecase, cast);
  stock = new CopiesInStock(telecase, cast, originals);
  doorOf = await caseDoors(cast);
  pages = pageDoors(telecase, cast, originals.closed.patientId!);
});
afterAll(async () => {
  await telecase.settled();
  await telecase.stop();
});

/** A GET is asked for as HEAD too, at both ends of a case's life: it must say the same. */
const methodsOf = (method: string, state?: State): string[] => (method === 'GET' && (state === 'draft' || state === 'closed') ? ['GET', 'HEAD'] : [method]);
/** What takes a second to make is made for everybody in one state, and in every state for one person; it is refused as often as anything else. */
const isSpared = (key: string, method: string, person: PersonName, state: State) => key.endsWith('.pdf') && (method === 'HEAD' || (person !== 'author' && state !== 'closed'));
const judge = (wrong: string[], answer: string, right: readonly string[], what: string) => {
  if (!right.includes(answer)) wrong.push(`${what}: expected ${right.join(' or ')}, got ${answer}`);
};
const rightFor = (person: PersonName, method: string, signedIn: () => readonly string[]) => (isSignedIn(person) ? signedIn() : signedOutAnswers(method));

it('has a row for every route, and no row without its route', () => {
  const served = routeTable(telecase.app.get(DiscoveryService), telecase.app.get(Reflector)).map(({ method, path }) => `${method} ${path}`);
  const described = [...Object.keys(CASE_TABLE), ...Object.keys(PAGE_TABLE)].map((key) => key.replace(/ \(.*\)$/, ''));
  expect([...new Set(described)].toSorted()).toEqual([...new Set(served)].toSorted());
});

describe.each(Object.entries(CASE_TABLE))('%s', (key, grid) => {
  it('answers everybody as the table says, in every state', async () => {
    const { method: verb, path, sent } = doorOf(key);
    const wrong: string[] = [];
    const tryIn = async (state: State, person: PersonName) => {
      const right = rightFor(person, verb, () => rightAnswers(grid, person, state));
      for (const method of right.length > 0 ? methodsOf(verb, state) : []) {
        if (right.includes('+') && isSpared(key, method, person, state)) continue;
        const copy = await stock.take(state, person);
        const answer = await knock(cast.at[person], method, path(copy), sent(), isSignedIn(person));
        judge(wrong, answer, right, `${method} ${person} ${state}`);
        if (method !== 'POST' || answer !== '+') stock.giveBack(state, person, copy);
      }
    };
    await Promise.all(STATES.map(async (state) => {
      for (const person of EVERYONE) await tryIn(state, person);
    }));
    expect(wrong).toEqual([]);
  });
});
