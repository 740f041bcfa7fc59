/** A side door for commands, which need nothing else of the module and have no time to load it. */
export { moveFiles } from './move-files.js';
export { verifyFiles, type FileFinding } from './verify-files.js';
