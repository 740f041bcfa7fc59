/**
 * Files that people send: what they really are, whatever their name says (`identifyFile`), and names that every
 * computer can save them under (`safeFileName`, `uniqueNames`). Knows bytes and names, not what they are about.
 */
export type { Identified, KnownFile, RefusedFile } from './identified.js';
export { identifyFile } from './identify-file.js';
export { givenName } from './given-name.js';
export { safeFileName, uniqueNames } from './safe-name.js';
