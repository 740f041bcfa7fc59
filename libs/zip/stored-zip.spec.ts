import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { storedZip, type ZipEntry } from './index.js';
import { walkLocalHeaders } from '../../test/support/walk-local-headers.js';

const modifiedAt = new Date('2026-11-16T13:40:00Z');
const entry = (name: string, content: Buffer): ZipEntry => ({
  name,
  bytes: content.length,
  crc32: crc32(content),
  sha256: createHash('sha256').update(content).digest('hex'),
  modifiedAt,
  open: async ({ start, end }) => Readable.from([content.subarray(start, end + 1)]),
});
const anyFiles = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[\w é文]{1,40}$/), content: fc.uint8Array({ maxLength: 3000 }) }), { maxLength: 6, selector: ({ name }) => name });

describe('a stored zip', () => {
  it('opens with another reader, names and bytes as they were', async () => {
    const files = { 'été (1).txt': Buffer.from('one'), 'صورة.bin': randomBytes(200_000), 'plain.dcm': randomBytes(1) };
    const zip = storedZip(Object.entries(files).map(([name, content]) => entry(name, content)));

    const bytes = await buffer(zip.open());

    expect(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content)])).toEqual(Object.entries(files));
    expect(bytes.length).toBe(zip.bytes);
  });

  it('can be read from its beginning by who knows nothing of its end', async () => {
    await fc.assert(fc.asyncProperty(anyFiles, async (files) => {
      const bytes = await buffer(storedZip(files.map(({ name, content }) => entry(name, Buffer.from(content)))).open());
      expect(walkLocalHeaders(bytes)).toEqual(files.map(({ name, content }) => ({ name, content: Buffer.from(content) })));
    }), { numRuns: 50 });
  });

  it('is as long as announced, and any part of it is that part of the whole', async () => {
    await fc.assert(fc.asyncProperty(anyFiles, fc.nat(), fc.nat(), async (files, one, other) => {
      const zip = storedZip(files.map(({ name, content }) => entry(name, Buffer.from(content))));
      const whole = await buffer(zip.open());
      const [start, end] = [one % zip.bytes, other % zip.bytes].sort((a, b) => a - b) as [number, number];
      expect(whole.length).toBe(zip.bytes);
      expect((await buffer(zip.open({ start, end }))).equals(whole.subarray(start, end + 1))).toBe(true);
    }), { numRuns: 100 });
  });

  it('has a fingerprint that stays, and changes with a name, a content, the order', () => {
    const [a, b, c] = [entry('a', Buffer.from('1')), entry('b', Buffer.from('1')), entry('a', Buffer.from('2'))];
    const prints = [[a, b], [a, b], [b, a], [a], [c, b], []].map((entries) => storedZip(entries).fingerprint);

    expect(prints[0]).toBe(prints[1]);
    expect(new Set(prints).size).toBe(5);
  });

  it('opens each file in its turn, only those of the part, and none after the receiver has gone', async () => {
    const opened: string[] = [];
    const large = Buffer.alloc(300_000);
    const zip = storedZip(['a', 'b', 'c'].map((name) => ({ ...entry(name, large), open: async ({ start, end }) => (opened.push(name), Readable.from([large.subarray(start, end + 1)])) })));

    await buffer(zip.open({ start: 300_100, end: 300_200 }));
    expect(opened).toEqual(['b']);

    for await (const _ of zip.open()) break;
    expect(opened).not.toContain('c');
  });

  it.each([
    ['breaks', () => new Readable({ read() { this.destroy(new Error('disk error')); } }), 'disk error'],
    ['is shorter than it was', () => Readable.from([Buffer.alloc(9)]), 'not as long as it was'],
  ])('breaks when a file %s, so that nobody takes it for whole', async (_, broken, message) => {
    const zip = storedZip([entry('a', Buffer.alloc(10)), { ...entry('b', Buffer.alloc(10)), open: async () => broken() }]);

    await expect(buffer(zip.open())).rejects.toThrow(message);
  });
});
