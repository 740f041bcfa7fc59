import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { open, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { storedZip, type ZipEntry } from './index.js';

const isThere = (program: string, ...args: string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const hasUnzip = isThere('unzip', '-v');
const hasPython = isThere('python3', '--version');
const LIST = 'import sys, zipfile, json; z = zipfile.ZipFile(sys.argv[1]); print(json.dumps([[i.filename, i.file_size, i.header_offset] for i in z.infolist()]))';
const TEST = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.infolist()))';
const LAST = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.read(z.infolist()[-1]).decode())';
const python = (script: string, path: string) => execFileSync('python3', ['-c', script, path], { encoding: 'utf8', maxBuffer: 1e8 }).trim();

const entry = (name: string, content: Buffer): ZipEntry => ({
  name, bytes: content.length, crc32: crc32(content), sha256: createHash('sha256').update(content).digest('hex'), modifiedAt: new Date('2026-11-16T13:40:00Z'),
  open: async ({ start, end }) => Readable.from([content.subarray(start, end + 1)]),
});

describe('a stored zip, in the hands of other programs', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'zip-'))));
  afterAll(() => rm(folder, { recursive: true }));

  const ofManyScripts = ['été (1).txt', 'صورة.bin', 'ጉዳይ.dcm', 'ကိစ္စ.jpg', '照片.png', 'plain.pdf', 'empty.txt'];
  async function written(): Promise<string> {
    const path = join(folder, 'names.zip');
    await writeFile(path, await buffer(storedZip(ofManyScripts.map((name, nth) => entry(name, name === 'empty.txt' ? Buffer.alloc(0) : randomBytes(1000 * nth + 1)))).open()));
    return path;
  }

  it.skipIf(!hasUnzip)(`passes unzip -t, and comes out under its names${hasUnzip ? '' : ' (skipped: unzip is not installed)'}`, async () => {
    const path = await written();
    expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors detected');
    for (const name of ofManyScripts.slice(0, -1)) expect(execFileSync('unzip', ['-p', path, name], { env: { ...process.env, LC_ALL: 'C.UTF-8' } }).length).toBeGreaterThan(0);
  });

  it.skipIf(!hasPython)(`passes Python${hasPython ? '' : ' (skipped: python3 is not installed)'}`, async () => {
    const path = await written();
    expect(python(TEST, path)).toBe(String(ofManyScripts.length));
    expect(JSON.parse(python(LIST, path)).map(([name]: [string]) => name)).toEqual(ofManyScripts);
  });

  it.skipIf(!hasPython)(`may have more than 65,535 files${hasPython ? '' : ' (skipped: python3 is not installed)'}`, async () => {
    const names = Array.from({ length: 65_536 }, (_, nth) => `${nth}.txt`);
    const zip = storedZip(names.map((name) => entry(name, Buffer.from(name === '65535.txt' ? 'x' : ''))));
    const path = join(folder, 'many.zip');
    await writeFile(path, await buffer(zip.open()));
    expect(python(LIST, path)).toContain('"65535.txt"');
    expect(python(LAST, path)).toBe('x');
  });

  it.skipIf(!hasPython)(`may be larger than 4 GiB, as may a file in it${hasPython ? '' : ' (skipped: python3 is not installed)'}`, async () => {
    const bytes = 4.5 * 2 ** 30;
    const hole: ZipEntry = { name: 'film.mp4', bytes, crc32: 0, sha256: '', modifiedAt: new Date(), open: () => Promise.reject(new Error('nobody reads it')) };
    const zip = storedZip([entry('first.txt', Buffer.from('before')), hole, entry('last.txt', Buffer.from('behind 4 GiB'))]);
    const begins = 30 + 'first.txt'.length + 'before'.length;
    const holeAt = begins + 30 + 'film.mp4'.length + 20;
    const path = join(folder, 'large.zip');
    {
      await using file = await open(path, 'w');
      await file.write(await buffer(zip.open({ start: 0, end: holeAt - 1 })), 0, undefined, 0);
      await file.write(await buffer(zip.open({ start: holeAt + bytes, end: zip.bytes - 1 })), 0, undefined, holeAt + bytes);
    }

    expect(JSON.parse(python(LIST, path))).toEqual([['first.txt', 6, 0], ['film.mp4', bytes, begins], ['last.txt', 12, holeAt + bytes]]);
    expect(python(LAST, path)).toBe('behind 4 GiB');
    if (hasUnzip) expect(execFileSync('unzip', ['-p', path, 'last.txt'], { encoding: 'utf8' })).toBe('behind 4 GiB');
  });
});
