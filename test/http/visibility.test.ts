import fc from 'fast-check';
import { FILTERS } from './worlds/as-said.js';
import { tryWorld } from './worlds/try-world.js';
import { worlds } from './worlds/world.js';
import { WorldStage } from './worlds/world-stage.js';

let stage: WorldStage;
beforeAll(async () => {
  stage = await WorldStage.set();
});
afterAll(() => stage.telecase.stop());

it('lists, counts, finds, tells of and has to do exactly what may be opened by its address, for everybody in every world', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.subarray(Object.keys(FILTERS), { minLength: 2, maxLength: 2 }), (world, filters) => tryWorld(stage, world, filters)),
    { numRuns: 25, endOnFailure: true },
  );
}, 240_000);
