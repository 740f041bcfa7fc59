import type { FileHandle } from 'node:fs/promises';
import { readAt } from './read-at.js';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** The end record is 22 bytes, then a comment of at most 64 KiB. */
const LONGEST_END = 22 + 0xffff;
/** Ten thousand parts; no letter or sheet comes near. */
const DIRECTORY_LIMIT = 1024 * 1024;

/** Parts that a person could start by opening them: no letter or sheet has any. */
const PROGRAM = /\.(?:exe|dll|scr|com|pif|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|jar|apk|sh|elf|app)$/i;

interface Part {
  readonly name: string;
  readonly offset: number;
}

const OPEN_DOCUMENT: Record<string, string> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};

/**
 * `docx`, `xlsx`, `pptx`, `odt`, `ods`, the same with macros (`docm` …), or `zip` for any other archive, such
 * as a document with a program packed into it. ECMA-376, ODF 1.3
 */
export async function zipKind(file: FileHandle, size: number): Promise<string> {
  const parts = await readParts(file, size);
  const has = (start: string) => parts.some((part) => part.name.startsWith(start));

  if (parts.some(({ name }) => PROGRAM.test(name))) return 'zip';

  const mimetype = parts.find((part) => part.name === 'mimetype');
  if (mimetype) return OPEN_DOCUMENT[await storedText(file, mimetype)] ?? 'zip';

  if (!has('[Content_Types].xml')) return 'zip';
  if (has('xl/workbook.bin')) return 'xlsb';
  const macros = parts.some((part) => part.name.endsWith('vbaProject.bin'));
  if (has('word/')) return macros ? 'docm' : 'docx';
  if (has('xl/')) return macros ? 'xlsm' : 'xlsx';
  if (has('ppt/')) return macros ? 'pptm' : 'pptx';
  return 'zip';
}

async function readParts(file: FileHandle, size: number): Promise<Part[]> {
  const endLength = Math.min(size, LONGEST_END);
  const end = await readAt(file, size - endLength, endLength);
  const at = end.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (at < 0 || at + 22 > end.length || end.readUInt32LE(at) !== END_OF_DIRECTORY) return [];

  const length = Math.min(end.readUInt32LE(at + 12), DIRECTORY_LIMIT);
  return [...partsIn(await readAt(file, end.readUInt32LE(at + 16), length))];
}

function* partsIn(directory: Buffer): Generator<Part> {
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY; ) {
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    yield { name: directory.toString('utf8', at + 46, nameEnd), offset: directory.readUInt32LE(at + 42) };
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

/** The content of a part that is kept uncompressed, as ODF demands of `mimetype`. */
async function storedText(file: FileHandle, part: Part): Promise<string> {
  const local = await readAt(file, part.offset, 256);
  if (local.length < 30 || local.readUInt16LE(8) !== 0) return '';
  const start = 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  return local.toString('latin1', start, start + local.readUInt32LE(22));
}
