/** `npm start`: installs and builds what is missing or out of date, then runs the server until it is told to stop. */
import { ensureBuilt } from './lib/ensure.mjs';
import { fail } from './lib/fail.mjs';
import { serveInForeground } from './lib/foreground.mjs';

await ensureBuilt().then(() => serveInForeground('src/main.js')).catch(fail);
