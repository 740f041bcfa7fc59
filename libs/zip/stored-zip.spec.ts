import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { writeZip, zipLength, type ZipEntry } from './stored-zip.js';

const modifiedAt = new Date('2026-11-16T13:40:00Z');
const entry = (name: string, content: Buffer): ZipEntry => ({ name, bytes: content.length, modifiedAt, open: async () => Readable.from([content]) });

async function zipOf(entries: readonly ZipEntry[]): Promise<Buffer> {
  const into = new PassThrough();
  const [zip] = await Promise.all([buffer(into), writeZip(entries, into)]);
  return zip;
}

describe('a stored zip', () => {
  it('opens with another reader, names and bytes as they were', async () => {
    const files = { 'été (1).txt': Buffer.from('one'), 'صورة.bin': randomBytes(200_000), 'plain.dcm': randomBytes(1) };
    const entries = Object.entries(files).map(([name, content]) => entry(name, content));

    const zip = await zipOf(entries);

    expect(Object.entries(unzipSync(zip)).map(([name, content]) => [name, Buffer.from(content)])).toEqual(Object.entries(files));
    expect(zip.length).toBe(zipLength(entries));
  });

  it('is as long as announced, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ name: fc.stringMatching(/^[\w é文]{1,40}$/), size: fc.nat(5000) }), { maxLength: 8 }), async (files) => {
        const entries = files.map(({ name, size }) => entry(name, Buffer.alloc(size)));
        expect((await zipOf(entries)).length).toBe(zipLength(entries));
      }),
      { numRuns: 50 },
    );
  });

  it('counts the longer records of a zip above 4 GiB', () => {
    const [one, more] = [1, 2].map((count) => zipLength(Array.from({ length: count }, () => ({ name: 'a', bytes: 0xffffffff }))));

    expect(one).toBe(30 + 1 + 0xffffffff + 16 + 47 + 22 + 76);
    expect(more! - one!).toBe(30 + 1 + 0xffffffff + 16 + 47 + 28);
  });

  it('opens each file in its turn, and none after the receiver has gone', async () => {
    const opened: string[] = [];
    const entries = ['a', 'b', 'c'].map((name) => ({ ...entry(name, Buffer.alloc(8_000_000)), open: async () => (opened.push(name), Readable.from([Buffer.alloc(8_000_000)])) }));
    const into = new PassThrough();
    into.once('data', () => into.destroy());

    await expect(writeZip(entries, into)).rejects.toThrow('Premature close');

    expect(opened).toEqual(['a']);
  });

  it('breaks when a file breaks, so that nobody takes it for whole', async () => {
    const broken = new Readable({ read() { this.destroy(new Error('disk error')); } });
    const into = new PassThrough().resume();

    await expect(writeZip([entry('a', Buffer.alloc(10)), { ...entry('b', Buffer.alloc(10)), open: async () => broken }], into)).rejects.toThrow('disk error');

    expect(into.destroyed).toBe(true);
  });
});
