import type { FileHandle } from 'node:fs/promises';
import { readAt } from './read-at.js';

/** The stream that each program keeps its document in. */
const STREAMS: Record<string, string> = { WordDocument: 'doc', Workbook: 'xls', Book: 'xls', 'PowerPoint Document': 'ppt' };
const HEADER = 512;
const ENTRY = 128;
/** Of the directory; 4,096 streams of a file with large sectors. */
const MOST_SECTORS = 128;

/** `doc`, `xls`, `ppt`, or `ole` for any other compound file (installers and mail messages are such). MS-CFB 2.6 */
export async function oleKind(file: FileHandle): Promise<string> {
  const header = await readAt(file, 0, HEADER);
  if (header.length < HEADER) return 'ole';
  const sectorSize = header.readUInt16LE(30) === 12 ? 4096 : 512;

  let sector = header.readUInt32LE(48);
  for (let read = 0; read < MOST_SECTORS; read++) {
    const directory = await readSector(file, sectorSize, sector);
    for (const name of namesIn(directory)) {
      if (Object.hasOwn(STREAMS, name)) return STREAMS[name];
    }
    const next = await nextSector(file, header, sectorSize, sector);
    if (next === undefined) return 'ole';
    sector = next;
  }
  return 'ole';
}

function* namesIn(directory: Buffer): Generator<string> {
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const length = directory.readUInt16LE(at + 64);
    if (length >= 2 && length <= 64) yield directory.toString('utf16le', at, at + length - 2);
  }
}

/** Follows the allocation table; only its part that the header itself lists (6.8 MB and more) is looked at. */
async function nextSector(file: FileHandle, header: Buffer, sectorSize: number, sector: number): Promise<number | undefined> {
  const perSector = sectorSize / 4;
  const listed = 76 + 4 * Math.floor(sector / perSector);
  if (listed + 4 > HEADER) return undefined;

  const table = await readSector(file, sectorSize, header.readUInt32LE(listed));
  const at = 4 * (sector % perSector);
  if (at + 4 > table.length) return undefined;
  const next = table.readUInt32LE(at);
  return next < 0xfffffffa ? next : undefined;
}

function readSector(file: FileHandle, sectorSize: number, sector: number): Promise<Buffer> {
  return readAt(file, (sector + 1) * sectorSize, sectorSize);
}
