import type { ZipEntry } from './zip-entry.js';

/** The records of a zip without compression. Every number is little-endian. APPNOTE 6.3.10, section 4.3 */
const [LOCAL, CENTRAL, ZIP64_END, ZIP64_LOCATOR, END] = [0x04034b50, 0x02014b50, 0x06064b50, 0x07064b50, 0x06054b50];
/** What a field of 4 or 2 bytes says when the number stands in the longer record. */
const [FULL, MANY] = [0xffffffff, 0xffff];
/** Version 2.0, or 4.5 where a longer record is. Made by Unix, so that the rights below count. */
const [PLAIN, LONG, UNIX] = [20, 45, 3 << 8];
const NAME_IS_UTF8 = 1 << 11;
const RIGHTS = (0o100644 << 16) >>> 0;

/** An entry, and at which byte of the zip it begins. */
export interface PlacedEntry extends ZipEntry {
  readonly offset: number;
}

/** Before the bytes of a file. Sizes and sum are in it, not behind the bytes: Windows and simple readers want them here. */
export function localHeader(entry: ZipEntry): Buffer {
  const extra = longer(entry.bytes >= FULL ? [entry.bytes, entry.bytes] : []);
  return Buffer.concat([u32(LOCAL), common(entry, extra), Buffer.from(entry.name), extra]);
}

/** In the list of contents. */
export function centralHeader(entry: PlacedEntry): Buffer {
  const extra = longer([...(entry.bytes >= FULL ? [entry.bytes, entry.bytes] : []), ...(entry.offset >= FULL ? [entry.offset] : [])]);
  const made = u16(UNIX | (extra.length > 0 ? LONG : PLAIN));
  const noComment = Buffer.alloc(6);
  return Buffer.concat([u32(CENTRAL), made, common(entry, extra), noComment, u32(RIGHTS), u32(Math.min(entry.offset, FULL)), Buffer.from(entry.name), extra]);
}

/** Behind the list of contents. @param at where the list begins @param length of the list, in bytes */
export function endOfZip(count: number, at: number, length: number): Buffer {
  const isLong = count >= MANY || at >= FULL || length >= FULL;
  const short = Buffer.concat([u32(END), u32(0), u16(Math.min(count, MANY)), u16(Math.min(count, MANY)), u32(Math.min(length, FULL)), u32(Math.min(at, FULL)), u16(0)]);
  if (!isLong) return short;
  const long = Buffer.concat([u32(ZIP64_END), u64(44), u16(UNIX | LONG), u16(LONG), u32(0), u32(0), u64(count), u64(count), u64(length), u64(at)]);
  return Buffer.concat([long, u32(ZIP64_LOCATOR), u32(0), u64(at + length), u32(1), short]);
}

/** What both headers of a file say of it. */
function common({ name, bytes, crc32, modifiedAt }: ZipEntry, extra: Buffer): Buffer {
  const size = u32(Math.min(bytes, FULL));
  const stored = u16(0);
  return Buffer.concat([u16(extra.length > 0 ? LONG : PLAIN), u16(NAME_IS_UTF8), stored, dosTime(modifiedAt), u32(crc32), size, size, u16(Buffer.byteLength(name)), u16(extra.length)]);
}

/** The extra field for numbers that 4 bytes can't hold; nothing when there are none. */
const longer = (numbers: readonly number[]): Buffer =>
  numbers.length === 0 ? Buffer.alloc(0) : Buffer.concat([u16(1), u16(numbers.length * 8), ...numbers.map(u64)]);

/** Two fields of 2 bytes; there is no time before 1980 in a zip. */
function dosTime(moment: Date): Buffer {
  const at = new Date(Math.max(moment.getTime(), Date.UTC(1980, 0, 1)));
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return Buffer.concat([u16(time), u16(date)]);
}

function u16(number: number): Buffer {
  const field = Buffer.alloc(2);
  field.writeUInt16LE(number);
  return field;
}

function u32(number: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32LE(number);
  return field;
}

function u64(number: number): Buffer {
  const field = Buffer.alloc(8);
  field.writeBigUInt64LE(BigInt(number));
  return field;
}
