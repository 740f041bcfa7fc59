import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendFile } from './append-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'append-'));
});
afterAll(() => rm(folder, { recursive: true }));

const MEGABYTE = 1_048_576;
const piece = (nth: number) => Buffer.alloc(MEGABYTE, nth);

it('grows at its end, and cuts off what nobody has answered for', async () => {
  const path = join(folder, 'grows');
  {
    await using file = await AppendFile.open(path, 0);
    for (let nth = 0; nth < 10; nth += 1) await file.append(piece(nth));
    await file.sync();
    expect(file.length).toBe(10 * MEGABYTE);
  }
  await using again = await AppendFile.open(path, 9 * MEGABYTE);
  await again.append(piece(77));
  await again.sync();

  expect((await readFile(path)).equals(Buffer.concat([...Array.from({ length: 9 }, (_, nth) => piece(nth)), piece(77)]))).toBe(true);
});

it('does not forget that the disk has failed once: the system tells of it only the first time', async () => {
  await using file = await AppendFile.open(join(folder, 'fails'), 0);
  const handle = (file as unknown as { file: { datasync(): Promise<void> } }).file;
  const datasync = vi.spyOn(handle, 'datasync').mockRejectedValueOnce(Object.assign(new Error('EIO'), { code: 'EIO' }));

  for (let nth = 0; nth < 5; nth += 1) await file.append(piece(nth)); // more than the disk is left alone with
  expect(datasync).toHaveBeenCalled();
  await expect(file.sync()).rejects.toThrow('EIO');
});
