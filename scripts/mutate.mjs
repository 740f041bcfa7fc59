/** `npm run mutate`: puts small faults into who may do what, one after the other, and looks whether the tests notice. Takes part of their names, and a number to try each so-manieth only. */
import { ensureBuilt } from './lib/ensure.mjs';
import { fail } from './lib/fail.mjs';
import { node } from './lib/node.mjs';
import { run } from './lib/run.mjs';

const [chosen = '', every = '1'] = process.argv.slice(2);
const mutate = () => run(node(), ['node_modules/vitest/vitest.mjs', 'run', '--config', 'bench/mutations/vitest.config.ts', '--disable-console-intercept'], { env: { ...process.env, MUTANTS: chosen, MUTANTS_EVERY: every } });
process.exitCode = await ensureBuilt().then(mutate).catch(fail);
