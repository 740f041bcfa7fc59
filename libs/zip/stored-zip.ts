import { ZipArchive } from 'archiver';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file to be put into a zip as it is. */
export interface ZipEntry {
  /** Safe, and the only one of its name. */
  readonly name: string;
  /** Exactly what `open` will bring; below 4 GiB. */
  readonly bytes: number;
  readonly modifiedAt: Date;
  open(): Promise<Readable>;
}

/** Fixed parts of a zip without compression, written as a stream. APPNOTE 4.3 */
const LOCAL_HEADER = 30;
const DATA_DESCRIPTOR = 16;
const CENTRAL_HEADER = 46;
const ZIP64_EXTRA = 28;
const END = 22;
const ZIP64_END = 56 + 20;
const LARGEST_OFFSET = 0xffffffff;

/** The length of the zip of these entries, to the byte, before any of them is read. */
export function zipLength(entries: readonly Pick<ZipEntry, 'name' | 'bytes'>[]): number {
  let offset = 0;
  let central = 0;
  for (const { name, bytes } of entries) {
    const nameBytes = Buffer.byteLength(name);
    central += CENTRAL_HEADER + nameBytes + (offset > LARGEST_OFFSET ? ZIP64_EXTRA : 0);
    offset += LOCAL_HEADER + nameBytes + bytes + DATA_DESCRIPTOR;
  }
  return offset + central + END + (offset > LARGEST_OFFSET ? ZIP64_END : 0);
}

/** Writes the zip, one file after the other: none is open before its turn. @throws when a file or the receiver breaks */
export async function writeZip(entries: readonly ZipEntry[], into: Writable): Promise<void> {
  const archive = new ZipArchive({ store: true });
  const over = new AbortController();
  const writing = pipeline(archive, into).finally(() => over.abort());
  writing.catch(() => undefined);
  try {
    for (const entry of entries) await add(archive, entry, over.signal);
    await archive.finalize();
  } catch (error) {
    archive.destroy(error as Error);
  }
  await writing;
}

async function add(archive: ZipArchive, { name, modifiedAt: date, open }: ZipEntry, signal: AbortSignal): Promise<void> {
  const source = await open();
  source.once('error', (error) => archive.destroy(error));
  try {
    archive.append(source, { name, date });
    await once(archive, 'entry', { signal });
  } finally {
    source.destroy();
  }
}
