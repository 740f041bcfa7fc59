import { writeFileSync } from 'node:fs';
import { routesOf } from '../../test/http/matrix/at-the-door.js';
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
  const chosen = new RegExp(process.env.MUTANTS ?? '.');
  const mutants = [...inMoves(), ...inDoors(routes), ...inRules(routes), ...inSources()].filter(({ name }) => chosen.test(name)).filter((_, at) => at % Number(process.env.MUTANTS_EVERY ?? 1) === 0);
  const survivors: string[] = [];
  const started = Date.now();
  for (const [at, mutant] of mutants.entries()) {
    let met = await meet(mutant);
    if (met && !met.isSure) {
      await checks.end(); // it has left something behind: once more, on a fresh stage
      checks = await Checks.set();
      met = await meet(mutant);
    }
    if (!met) survivors.push(mutant.name);
    console.log(`${at + 1}/${mutants.length} ${Math.round((Date.now() - started) / 1000)} s: ${mutant.name}: ${met ? `${met.isSure ? '' : 'UNSURE '}${met.noticed.slice(0, 140)}` : 'SURVIVED'}`);
  }
  console.log(`${mutants.length} mutants, ${mutants.length - survivors.length} killed, ${survivors.length} survived`);
  writeFileSync('/tmp/scratch-rights/survivors.txt', survivors.join('\n'));
}, 3 * 3_600_000);
