import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PreviewMaker } from '#libs/images/index';
import { makeSamples } from '../test/support/samples/index.js';
import { cpuOf, cpuOfAll } from './cpu.js';

/**
 * CPU of the previews of a photo of 12 megapixels, held against `vipsthumbnail` making the same three sizes of the same
 * file, turn by turn. Ours are made by a child that is warm, as in the product; so is the disk's cache for both. Needs
 * libvips-tools.
 */
const ROUNDS = 9;
const folder = mkdtempSync(join(tmpdir(), 'telecase-bench-'));
const maker = new PreviewMaker();
const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** One picture at the three sizes, without what the camera wrote. */
function byVips(path: string): number {
  const before = cpuOfChildren();
  for (const size of [240, 960, 1920]) execFileSync('vipsthumbnail', [path, '--size', `${size}x${size}>`, '--output', join(folder, `vips-${size}.webp[Q=75,strip]`)]);
  return cpuOfChildren() - before;
}

/** Of children of this process that have ended, in milliseconds. */
function cpuOfChildren(): number {
  return cpuOfAll(process.pid) - cpuOf(process.pid) - (maker.processId ? cpuOfAll(maker.processId) : 0);
}

async function byUs(path: string, extension: string): Promise<number> {
  const before = cpuOfAll(maker.processId!);
  const made = await maker.makePreview(path, { folder, base: 'ours' }, extension);
  if (!made.ok) throw new Error(made.reason);
  return cpuOfAll(maker.processId!) - before;
}

try {
  const { jpeg12MP, png, tiff } = await makeSamples(folder);
  for (const [name, path, extension] of [['photo of 12 MP (JPEG)', jpeg12MP.path, 'jpg'], ['drawing of 1 MP (PNG)', png.path, 'png'], ['fax of 3 pages (TIFF)', tiff.path, 'tif']] as const) {
    await maker.makePreview(path, { folder, base: 'ours' }, extension);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await byUs(path, extension));
      theirs.push(byVips(path));
    }
    process.stdout.write(`${name}: ${median(ours)} CPU ms, vipsthumbnail ${median(theirs)}, ratio ${(median(ours) / median(theirs)).toFixed(2)}, bar 1.3\n`);
  }
} finally {
  await maker.close();
  rmSync(folder, { recursive: true, force: true });
}
