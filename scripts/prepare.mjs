/** The part of the other commands that runs under a lock: installs and builds what they name, where it is due. */
import { prepare } from './lib/ensure.mjs';
import { fail } from './lib/fail.mjs';

await prepare(process.argv.slice(2)).catch(fail);
