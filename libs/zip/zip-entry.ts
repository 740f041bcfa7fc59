import type { Readable } from 'node:stream';
import type { ByteRange } from '#libs/storage/file-store';

/** A file to be put into a zip as it is. */
export interface ZipEntry {
  /** Safe, and the only one of its name; at most 65,535 bytes. */
  readonly name: string;
  /** Exactly what `open` will bring. */
  readonly bytes: number;
  /** CRC-32 of the content, as zlib reckons it. */
  readonly crc32: number;
  /** Of the content, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Written down in UTC, to two seconds. */
  readonly modifiedAt: Date;
  open(range: ByteRange): Promise<Readable>;
}
