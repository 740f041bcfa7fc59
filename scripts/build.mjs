/** `npm run build`: compiles into dist/ what is out of date. */
import { ensureBuilt } from './lib/ensure.mjs';
import { fail } from './lib/fail.mjs';

await ensureBuilt().catch(fail);
