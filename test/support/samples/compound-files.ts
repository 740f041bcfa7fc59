import { sample } from './sample.js';

const SECTOR = 512;
const END_OF_CHAIN = 0xfffffffe;
const FREE = 0xffffffff;
const ALLOCATION_TABLE = 0xfffffffd;

/** The frame that Word, Excel and PowerPoint kept their documents in until 2007, with one empty stream of that name. MS-CFB */
function compoundFile(streamName: string): Buffer {
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END_OF_CHAIN, 60);
  header.writeUInt32LE(END_OF_CHAIN, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);

  // The directory takes two sectors, and the stream's name is in the second: whoever reads must follow the chain.
  const table = Buffer.alloc(SECTOR, 0xff);
  [ALLOCATION_TABLE, 2, END_OF_CHAIN].forEach((next, sector) => table.writeUInt32LE(next, 4 * sector));
  const directory = Buffer.alloc(2 * SECTOR);
  writeEntry(directory, 0, 'Root Entry', 5);
  writeEntry(directory, 5, streamName, 2);
  return Buffer.concat([header, table, directory]);
}

function writeEntry(directory: Buffer, index: number, name: string, type: number): void {
  const at = 128 * index;
  directory.write(name, at, 'utf16le');
  directory.writeUInt16LE(2 * (name.length + 1), at + 64);
  directory.writeUInt8(type, at + 66);
  for (const sibling of [68, 72, 76]) directory.writeUInt32LE(FREE, at + sibling);
}

export const sampleDoc = (folder: string) => sample(folder, 'letter.doc', () => compoundFile('WordDocument'));
export const sampleXls = (folder: string) => sample(folder, 'sheet.xls', () => compoundFile('Workbook'));
export const samplePpt = (folder: string) => sample(folder, 'slides.ppt', () => compoundFile('PowerPoint Document'));
/** An installer is a compound file too. */
export const sampleInstallerNamedDoc = (folder: string) => sample(folder, 'installer.doc', () => compoundFile('!Property'));
