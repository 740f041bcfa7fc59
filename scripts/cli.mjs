/** `npm run cli -- <command>`: the commands for whoever runs Telecase. */
import { ensureBuilt } from './lib/ensure.mjs';
import { fail } from './lib/fail.mjs';
import { runInForeground } from './lib/foreground.mjs';

await ensureBuilt().then(() => runInForeground('src/cli.js', process.argv.slice(2))).catch(fail);
