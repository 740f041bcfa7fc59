import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { DiskStore } from './disk-store.js';
import { FileTooLarge } from './file-too-large.js';

describe('DiskStore, as files come in', () => {
  let root: string;
  let store: DiskStore;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'store-'));
    store = new DiskStore(root);
  });
  afterEach(() => rm(root, { recursive: true }));

  const filesLeft = async () => (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

  it('keeps the bytes, counts them and knows their hash', async () => {
    const content = randomBytes(300_000);

    const { key, bytes, sha256, crc32: sum } = await store.receive(Readable.from([content.subarray(0, 100_000), content.subarray(100_000)]));

    expect(bytes).toBe(300_000);
    expect(sum).toBe(crc32(content));
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(content.equals(await buffer(await store.open(key)))).toBe(true);
    expect(key).toMatch(/^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2/);
  });

  it('stops above the limit, keeps nothing, and leaves the rest to whoever sends it', async () => {
    const source = Readable.from([Buffer.alloc(60), Buffer.alloc(60), Buffer.from('rest')]);

    await expect(store.receive(source, { maxBytes: 100 })).rejects.toThrow(FileTooLarge);

    expect(await filesLeft()).toBe(0);
    expect((await buffer(source)).toString()).toBe('rest');
  });

  it('takes a file that is exactly as large as the limit', async () => {
    expect((await store.receive(Readable.from([Buffer.alloc(100)]), { maxBytes: 100 })).bytes).toBe(100);
  });

  it('keeps nothing of what breaks off', async () => {
    const source = new Readable({ read() {} });
    source.push(Buffer.alloc(1000));
    setTimeout(() => source.destroy(new Error('the link broke')), 20);

    await expect(store.receive(source)).rejects.toThrow('the link broke');

    expect(await filesLeft()).toBe(0);
  });
});
