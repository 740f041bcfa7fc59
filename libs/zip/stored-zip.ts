import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ByteRange } from '#libs/storage/file-store';
import type { ZipEntry } from './zip-entry.js';
import { centralHeader, endOfZip, localHeader } from './zip-records.js';

/** A zip that is nowhere: its length is known before a byte is read, and any part of it can be had by itself. */
export interface StoredZip {
  readonly bytes: number;
  /** Of what all of its bytes follow from: the same, and the zip is the same to the byte. */
  readonly fingerprint: string;
  open(range?: ByteRange): Readable;
}

/** A run of bytes of the zip: a record, or a file. */
interface Piece {
  readonly bytes: number;
  open(range: ByteRange): Promise<Readable> | Buffer;
}

/** The zip of these entries in this order, without compression: pictures and films have it already. */
export function storedZip(entries: readonly ZipEntry[]): StoredZip {
  const hash = createHash('sha256');
  const pieces: Piece[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = localHeader(entry);
    pieces.push(inMemory(header), entry);
    central.push(centralHeader({ ...entry, offset }));
    offset += header.length + entry.bytes;
    hash.update(header).update(entry.sha256);
  }
  const contents = Buffer.concat(central);
  pieces.push(inMemory(contents), inMemory(endOfZip(entries.length, offset, contents.length)));
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  return { bytes, fingerprint: hash.digest('hex'), open: (range = { start: 0, end: bytes - 1 }) => Readable.from(partOf(pieces, range), { objectMode: false }) };
}

const inMemory = (record: Buffer): Piece => ({ bytes: record.length, open: ({ start, end }) => record.subarray(start, end + 1) });

/** One piece after the other: no file is open before its turn. @throws when a file breaks, or has not as many bytes as it should */
async function* partOf(pieces: readonly Piece[], { start, end }: ByteRange): AsyncGenerator<Buffer> {
  let at = 0;
  for (const piece of pieces) {
    const part = { start: Math.max(0, start - at), end: Math.min(piece.bytes, end - at + 1) - 1 };
    at += piece.bytes;
    if (part.start > part.end) continue;
    let left = part.end - part.start + 1;
    const opened = await piece.open(part);
    for await (const chunk of Buffer.isBuffer(opened) ? [opened] : (opened as AsyncIterable<Buffer>)) {
      left -= chunk.length;
      yield chunk;
    }
    if (left !== 0) throw new Error('A file is not as long as it was');
  }
}
