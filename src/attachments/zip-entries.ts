import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { uniqueNames } from '#libs/files/safe-name';
import type { Words } from '#libs/i18n/words';
import type { ZipEntry } from '#libs/zip/index';
import type { Attachment } from './attachment.js';
import type { Originals } from './originals.js';
import { savedName } from './saved-name.js';

/** As `sha256sum --check` reads it. */
const MANIFEST = 'manifest-sha256.txt';
const NO_TIME = new Date(0);

/**
 * What is in the zip of a case: the sums first, then every file under its name, made the only one of that name; a copy that
 * stands for an original is called one. Follows
 * from the rows alone, so the zip is the same whenever, and by whichever process, it is asked for.
 */
export function zipEntries(files: readonly (Attachment & { readonly crc32: number })[], originals: Originals, words: Words): ZipEntry[] {
  const [, ...names] = uniqueNames([MANIFEST, ...files.map((file) => savedName(file, words))]);
  const manifest = files.map(({ sha256 }, at) => `${sha256}  ${names[at]}\n`).join('');
  return [
    text(MANIFEST, manifest, files.at(-1)?.createdAt ?? NO_TIME),
    ...files.map(({ bytes, sha256, crc32: sum, createdAt: modifiedAt, storageKey, store }, at) => ({ name: names[at]!, bytes, sha256, crc32: sum, modifiedAt, open: (range: { start: number; end: number }) => originals.open({ storageKey, store }, range) })),
  ];
}

function text(name: string, content: string, modifiedAt: Date): ZipEntry {
  const bytes = Buffer.from(content);
  return { name, bytes: bytes.length, crc32: crc32(bytes), sha256: createHash('sha256').update(bytes).digest('hex'), modifiedAt, open: async ({ start, end }) => Readable.from([bytes.subarray(start, end + 1)]) };
}
