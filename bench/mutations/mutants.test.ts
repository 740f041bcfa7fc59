import { routesOf } from '../../test/http/matrix/at-the-door.js';
import { ACCEPTED } from './accepted.js';
import { Checks, type Check } from './checks.js';
import { inDoors } from './in-doors.js';
import { inMoves } from './in-moves.js';
import { inRules } from './in-rules.js';
import { inSources } from './in-sources.js';
import type { Mutant } from './mutant.js';

let checks: Checks;
beforeAll(async () => {
  checks = await Checks.set();
});
afterAll(() => checks.end());

/** @returns whatever is wrong, an answer that never came or made no sense included */
const outcome = (check: Check): Promise<string[]> => check().catch((error: unknown) => [String(error)]);

/** Tries all checks until one notices. @returns what it noticed, and whether the same check passes without the mutant */
async function meet(mutant: Mutant): Promise<{ noticed: string; isSure: boolean } | undefined> {
  for (const check of checks.for(mutant)) {
    mutant.put();
    const [noticed] = await outcome(check).finally(() => mutant.takeOut());
    if (noticed === undefined) continue;
    checks.stage.stock.clear();
    const isSure = (await outcome(check)).length === 0;
    return { noticed, isSure };
  }
  return undefined;
}

it('has every mutant noticed', async () => {
  const routes = routesOf(checks.stage);
  const chosen = new RegExp(process.env.MUTANTS || '.');
  const every = Number(process.env.MUTANTS_EVERY || 1);
  const all = [...inMoves(), ...inDoors(routes), ...inRules(routes), ...inSources()].filter(({ name }) => chosen.test(name)).filter((_, at) => at % every === 0);
  const mutants = all.filter(({ name }) => !ACCEPTED.some(([pattern]) => pattern.test(name)));
  const survivors: string[] = [];
  for (const [at, mutant] of mutants.entries()) {
    let met = await meet(mutant);
    if (met && !met.isSure) {
      await checks.end(); // it has left something behind: once more, on a fresh stage
      checks = await Checks.set();
      met = await meet(mutant);
    }
    const isKilled = met?.isSure === true;
    if (!isKilled) survivors.push(mutant.name);
    console.log(`${at + 1}/${mutants.length} ${isKilled ? `killed: ${mutant.name}: ${met!.noticed.slice(0, 120)}` : `SURVIVED: ${mutant.name}`}`);
  }
  console.log(`${all.length - mutants.length} that nobody could notice (accepted.ts) were left out.`);
  console.log(`${mutants.length} mutants, ${mutants.length - survivors.length} killed, ${survivors.length} survived\n${survivors.join('\n')}`);
  expect(survivors).toEqual([]);
}, 6 * 3_600_000);
