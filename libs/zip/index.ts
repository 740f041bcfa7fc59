/** Zips without compression, of a known length, any part of which can be had by itself: nothing is made beforehand. */
export { storedZip, type StoredZip } from './stored-zip.js';
export type { ZipEntry } from './zip-entry.js';
