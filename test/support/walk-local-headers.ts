import { crc32 } from 'node:zlib';

/** A file as a strict reader of zips finds it. */
export interface WalkedFile {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * Reads a zip from its beginning as the strictest programs do, those of Windows among them: each file by the header before
 * it, of which it believes sizes and sum, up to the list of contents.
 * @throws Error at whatever such a reader can't take: sizes behind the bytes, compression, a name that is not said to be UTF-8, a wrong sum
 */
export function walkLocalHeaders(zip: Buffer): WalkedFile[] {
  const files: WalkedFile[] = [];
  let at = 0;
  while (zip.readUInt32LE(at) === 0x04034b50) {
    const [flags, method, sum, packed, size, nameLength, extraLength] = [zip.readUInt16LE(at + 6), zip.readUInt16LE(at + 8), zip.readUInt32LE(at + 14), zip.readUInt32LE(at + 18), zip.readUInt32LE(at + 22), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)];
    const name = zip.subarray(at + 30, at + 30 + nameLength);
    if (flags & 8) throw new Error('Sizes stand behind the bytes');
    if (flags & 1 || method !== 0 || packed !== size) throw new Error('Not stored as it is');
    if (!(flags & 0x800)) throw new Error('The name is of an unknown alphabet');
    if (/[\\<>:"|?*\0]|^\/|\.\.\//.test(name.toString())) throw new Error(`Windows has no file ${name.toString()}`);
    at += 30 + nameLength + extraLength;
    const content = zip.subarray(at, at + size);
    if (crc32(content) !== sum) throw new Error('The sum is wrong');
    files.push({ name: new TextDecoder('utf-8', { fatal: true }).decode(name), content });
    at += size;
  }
  if (![0x02014b50, 0x06054b50].includes(zip.readUInt32LE(at))) throw new Error(`No header at byte ${at}`);
  return files;
}
