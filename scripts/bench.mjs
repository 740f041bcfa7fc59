/** `npm run bench`: measures the built product. The benchmarks themselves run uncompiled; what they import of it is compiled. */
import { ensureBuilt } from './lib/ensure.mjs';
import { fail } from './lib/fail.mjs';
import { node } from './lib/node.mjs';
import { run } from './lib/run.mjs';

const bench = () => run(node(), ['--import', './scripts/lib/typescript-imports.mjs', `bench/${['known-unknown', 'lists', 'previews', 'uploads'].includes(process.argv[2]) ? process.argv[2] : 'run'}.ts`, ...process.argv.slice(2)]);
process.exitCode = await ensureBuilt().then(bench).catch(fail);
