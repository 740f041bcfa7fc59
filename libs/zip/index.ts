/** Zips without compression, written as a stream whose length is known before it starts. */
export { writeZip, zipLength, type ZipEntry } from './stored-zip.js';
