import { DiscoveryService, Reflector } from '@nestjs/core';
import { routeTable } from '#libs/authorization/route-table';
import { tryDoors } from './matrix/at-the-door.js';
import { CASE_TABLE, STATES } from './matrix/case-table.js';
import { tryMoves } from './matrix/moves.js';
import { PAGE_TABLE } from './matrix/page-table.js';
import { CHANGES, trySecondLook } from './matrix/second-look.js';
import { setStage, type Stage } from './matrix/stage.js';
import { tryCaseRow } from './matrix/try-case-row.js';
import { rulesWithoutRow, tryRules } from './matrix/try-rules.js';
import { tryWhatIsOffered } from './matrix/what-is-offered.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.end());

it('has a row for every route, and no row without its route', () => {
  const served = routeTable(stage.telecase.app.get(DiscoveryService), stage.telecase.app.get(Reflector)).map(({ method, path }) => `${method} ${path}`);
  const described = [...Object.keys(CASE_TABLE), ...Object.keys(PAGE_TABLE)].map((key) => key.replace(/ \(.*\)$/, ''));
  expect([...new Set(described)].toSorted()).toEqual([...new Set(served)].toSorted());
});

it('has a row for every rule, and every rule says what its row says, however somebody stands to a case', () => {
  expect(rulesWithoutRow()).toEqual([]);
  expect(tryRules()).toEqual([]);
});

it('lets in at each door whom the tables let in, and nobody else', async () => {
  expect(await tryDoors(stage)).toEqual([]);
}, 120_000);

it.each(Object.keys(CASE_TABLE))('%s: answers everybody as the table says, in every state', async (key) => {
  expect(await tryCaseRow(stage, key)).toEqual([]);
});

it.each(CHANGES)('%s: is refused again by what does it', async (key) => {
  expect(await trySecondLook(stage, key)).toEqual([]);
});

it.each(STATES)('offers everybody what they may do, and nothing else: %s', async (state) => {
  expect(await tryWhatIsOffered(stage, state)).toEqual([]);
});

it('moves an allocation as the description says, and never otherwise', () => {
  expect(tryMoves()).toEqual([]);
});

it('changes nothing where it says no', async () => {
  expect(await stage.stock.changed()).toEqual([]);
});
