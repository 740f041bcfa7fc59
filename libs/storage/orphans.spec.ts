import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DiskStore } from './disk-store.js';
import { sweepOrphans } from './orphans.js';

const HOUR = 3_600_000;

describe('sweepOrphans', () => {
  let root: string;
  let store: DiskStore;
  const now = new Date();

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'orphans-'));
    store = new DiskStore(root);
  });
  afterEach(() => rm(root, { recursive: true }));

  async function fileOfAge(hours: number): Promise<string> {
    const { key } = await store.receive(Readable.from([Buffer.from('x')]));
    const then = new Date(now.getTime() - hours * HOUR);
    await utimes(store.pathOf(key), then, then);
    return key;
  }
  const left = async () => (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(root.length + 1)).sort();

  it('moves what nobody knows to the trash, and leaves what is known or may be on its way', async () => {
    const [known, orphan, underWay, old] = [await fileOfAge(30), await fileOfAge(30), await fileOfAge(2), await fileOfAge(24 * 100)];

    const moved = await sweepOrphans(store, async () => new Set([known]), now);

    expect(moved).toBe(1);
    expect(await left()).toEqual([known, underWay, old, `trash/${orphan.slice(6)}`].sort());
  });

  it('empties the trash after five weeks', async () => {
    const orphan = await fileOfAge(30);
    await sweepOrphans(store, async () => new Set(), now);

    await sweepOrphans(store, async () => new Set(), new Date(now.getTime() + 34 * 24 * HOUR));
    expect(await left()).toEqual([`trash/${orphan.slice(6)}`]);

    await sweepOrphans(store, async () => new Set(), new Date(now.getTime() + 36 * 24 * HOUR));
    expect(await left()).toEqual([]);
  });

  it('finds nothing in a store that has not been used', async () => {
    expect(await sweepOrphans(new DiskStore(join(root, 'nowhere')), async () => new Set(), now)).toBe(0);
  });
});
