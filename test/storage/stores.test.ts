import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DiskStore } from '#libs/storage/disk-store';
import { DAY, FileMissing, newKey, StoreAway, type FileStore } from '#libs/storage/file-store';
import { S3Store } from '#libs/storage/s3-store';
import { startSwift, whyNoSwift, type Swift } from '../support/swift/swift.js';

const noSwift = whyNoSwift();
let folder: string;
let swift: Swift | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stores-'));
  if (!noSwift) swift = await startSwift();
}, 60_000);
afterAll(async () => {
  await swift?.remove();
  await rm(folder, { recursive: true });
});

/** What every store holds itself to. */
describe.each([
  { name: 'the disk', make: (): FileStore => new DiskStore(join(folder, 'disk')), why: '' },
  { name: `S3, a real OpenStack Swift${noSwift}`, make: (): FileStore => new S3Store(swift!.account), why: noSwift },
])('$name', ({ make, why }) => {
  const it = test.skipIf(why !== '');
  let store: FileStore;
  beforeAll(() => why === '' && (store = make()));

  const put = async (content: Buffer, key = newKey()) => {
    await store.put(key, Readable.from(content.length > 0 ? pieces(content) : []));
    return key;
  };
  const read = async (key: string, range?: { start: number; end: number }) => buffer(await store.open(key, range));
  const keys = async () => {
    const listed = new Map<string, number>();
    for await (const { key, bytes } of store.list()) listed.set(key, bytes);
    return listed;
  };

  it.each([1, 1000, 5 * 1024 * 1024, 12_345_678])('keeps %i bytes', async (length) => {
    const content = randomBytes(length);
    const key = await put(content);

    expect(await store.size(key)).toBe(length);
    expect(content.equals(await read(key))).toBe(true);
    expect((await keys()).get(key)).toBe(length);
  });

  it('brings any part of a file', async () => {
    const content = randomBytes(11_000_000);
    const key = await put(content);

    for (const [start, end] of [[0, 0], [0, 9], [5_242_870, 5_242_890], [10_999_999, 10_999_999], [3, 10_999_999]] as const) {
      expect(content.subarray(start, end + 1).equals(await read(key, { start, end })), `${start}-${end}`).toBe(true);
    }
  });

  it('puts a file where a program can read it, which stays when the file goes', async () => {
    const content = randomBytes(7_000_000);
    const key = await put(content);
    const path = join(folder, `copy of ${key.slice(6)}`);

    await store.copyTo(key, path);
    await store.remove(key);

    expect(content.equals(await readFile(path))).toBe(true);
  });

  it('says what is not there, before the first byte', async () => {
    const key = newKey();
    await expect(store.open(key)).rejects.toThrow(FileMissing);
    await expect(store.open(key, { start: 0, end: 5 })).rejects.toThrow(FileMissing);
    await expect(store.copyTo(key, join(folder, 'nothing'))).rejects.toThrow(FileMissing);
    expect(await store.size(key)).toBeUndefined();
  });

  it('removes, and puts into the trash, twice without complaint', async () => {
    const [removed, discarded] = [await put(Buffer.from('x')), await put(randomBytes(6_000_000))];

    for (const _ of ['once', 'twice']) {
      await store.remove(removed);
      await store.discard(discarded);
    }

    for (const key of [removed, discarded]) await expect(store.open(key)).rejects.toThrow(FileMissing);
    expect([...(await keys()).keys()]).not.toEqual(expect.arrayContaining([removed]));
    expect([...(await keys()).keys()]).not.toEqual(expect.arrayContaining([discarded]));
  });

  it('empties its trash after five weeks, and only that', async () => {
    const [kept, discarded] = [await put(Buffer.from('kept')), await put(Buffer.from('discarded'))];
    await store.discard(discarded);

    await store.tidy(new Date(Date.now() + 34 * DAY));
    await store.tidy(new Date(Date.now() + 36 * DAY));

    expect((await read(kept)).toString()).toBe('kept');
  });

  it('takes a file again over what it has', async () => {
    const key = await put(Buffer.from('the first'));
    await put(Buffer.from('the second'), key);
    expect((await read(key)).toString()).toBe('the second');
  });

  it('keeps nothing of what breaks off, and says why', async () => {
    for (const length of [10_000, 6_000_000]) {
      const key = newKey();
      async function* breaks() {
        yield randomBytes(length);
        throw new Error('the disk is broken');
      }
      await expect(store.put(key, Readable.from(breaks()))).rejects.toThrow('the disk is broken');
      expect(await store.size(key)).toBeUndefined();
    }
  });

  it.each(['../../etc/passwd', 'ab/cd/../../../x', '', '/etc/passwd', 'trash/x', 'ab/cd/11111111-1111-1111-1111-111111111111\0'])('never looks beside its keys: %j', async (key) => {
    await expect(async () => store.open(key)).rejects.toThrow('Not a key');
    await expect(async () => store.put(key, Readable.from(['x']))).rejects.toThrow('Not a key');
    await expect(async () => store.remove(key)).rejects.toThrow('Not a key');
  });
});

function* pieces(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += 700_001) yield content.subarray(at, at + 700_001);
}

describe(`S3 itself${noSwift}`, () => {
  const it = test.skipIf(noSwift !== '');

  it('lets nobody in with a wrong secret, and says no more than that', async () => {
    const secretAccessKey = 'a wrong secret';
    const outside = new S3Store({ ...swift!.account, secretAccessKey });
    const refusal = await outside.put(newKey(), Readable.from(['x'])).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreAway);
    expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toContain(secretAccessKey);
    await expect(outside.open(newKey())).rejects.toThrow('SignatureDoesNotMatch');
  });

  it('is away without its bucket, rather than empty', async () => {
    const nowhere = new S3Store({ ...swift!.account, bucket: 'nowhere' });
    await expect(nowhere.open(newKey())).rejects.toThrow(StoreAway);
    await expect(nowhere.list().next()).rejects.toThrow(StoreAway);
  });

  it('goes on with a file when it was stopped in the middle of it, and is there again', async () => {
    const store = new S3Store(swift!.account);
    const content = randomBytes(30_000_000);
    const key = newKey();
    await store.put(key, Readable.from(pieces(content)));

    const read: Buffer[] = [];
    for await (const chunk of await store.open(key)) {
      if (read.push(chunk as Buffer) === 20) {
        await swift!.kill();
        await swift!.start();
      }
    }

    expect(content.equals(Buffer.concat(read))).toBe(true);
  });

  it('says that it is away: before a file, in the middle of one that goes, and of one that comes', async () => {
    const store = new S3Store(swift!.account);
    const key = newKey();
    await store.put(key, Readable.from(pieces(randomBytes(30_000_000))));

    const reading = await store.open(key);
    reading.once('data', () => void swift!.kill());
    await expect(buffer(reading)).rejects.toThrow(StoreAway);
    await expect(store.open(key)).rejects.toThrow(StoreAway);
    await expect(store.size(key)).rejects.toThrow(StoreAway);

    await swift!.start();
    const halfWay = newKey();
    async function* stopsS3() {
      yield randomBytes(12_000_000);
      await swift!.kill();
      yield randomBytes(12_000_000);
    }
    await expect(store.put(halfWay, Readable.from(stopsS3()))).rejects.toThrow(StoreAway);
    await swift!.start();
    expect(await store.size(halfWay)).toBeUndefined();
    expect(await store.size(key)).toBe(30_000_000);
  }, 120_000);
});
