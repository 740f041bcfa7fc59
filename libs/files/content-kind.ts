import type { FileHandle } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { oleKind } from './ole-kind.js';
import { readAt } from './read-at.js';
import { textKind } from './text-kind.js';
import { zipKind } from './zip-kind.js';

/** Enough for every signature; what lies behind a large title picture in an MP3 is not needed. */
const HEAD = 256 * 1024;
const TAIL = 64 * 1024;

/** Other names of one format. An Illustrator file is a PDF, Opus and Speex travel in Ogg. */
const SAME: Record<string, string> = { apng: 'png', m4v: 'mp4', oga: 'ogg', opus: 'ogg', spx: 'ogg', ai: 'pdf' };
const PROGRAMS = new Set(['exe', 'elf', 'macho']);

/** The usual extension of what the content is (`jpg`, `docx`, `exe` …); '' when nobody knows. Reads a few hundred kB of any size. */
export async function contentKind(file: FileHandle, size: number): Promise<string> {
  const head = await readAt(file, 0, HEAD);
  if (starts(head, 'PK\x03\x04') || starts(head, 'PK\x05\x06')) return zipKind(file, size);
  if (starts(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oleKind(file);

  const text = textKind(head, await readAt(file, Math.max(0, size - TAIL), TAIL));
  if (text) return text;

  const found = (await fileTypeFromBuffer(head))?.ext ?? '';
  // A program can be hidden in the 128 free bytes before 'DICM', and these bytes may also be a TIFF's. DICOM PS3.10 7.1
  if (!PROGRAMS.has(found) && head.toString('latin1', 128, 132) === 'DICM') return 'dcm';
  if (found === 'heic' && !hasHevc(head)) return 'heif';
  return SAME[found] ?? found;
}

function starts(head: Buffer, signature: string): boolean {
  return head.toString('latin1', 0, signature.length) === signature;
}

/** `mif1` and `msf1` say only "an image" (AVIF is one too); the compatible brands after it say which. ISO/IEC 23008-12 */
function hasHevc(head: Buffer): boolean {
  const brands = head.toString('latin1', 8, Math.min(head.readUInt32BE(0), 256));
  return /hei[cxms]|hev[cxms]/.test(brands);
}
