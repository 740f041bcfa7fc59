import { Readable } from 'node:stream';
import { uniqueNames } from '#libs/files/safe-name';
import type { DiskStore } from '#libs/storage/disk-store';
import type { ZipEntry } from '#libs/zip/index';
import type { Attachment } from './attachment.js';

/** As `sha256sum --check` reads it. */
const MANIFEST = 'manifest-sha256.txt';

/** What is in the zip of a case: the sums first, then every file under its name, made the only one of that name. */
export function zipEntries(files: readonly Attachment[], store: DiskStore): ZipEntry[] {
  const [, ...names] = uniqueNames([MANIFEST, ...files.map(({ name }) => name)]);
  const manifest = Buffer.from(files.map(({ sha256 }, at) => `${sha256}  ${names[at]}\n`).join(''));
  return [
    { name: MANIFEST, bytes: manifest.length, modifiedAt: files.at(-1)?.createdAt ?? new Date(), open: async () => Readable.from([manifest]) },
    ...files.map(({ bytes, createdAt: modifiedAt, storageKey }, at) => ({ name: names[at]!, bytes, modifiedAt, open: () => store.open(storageKey) })),
  ];
}
