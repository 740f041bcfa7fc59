import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { inject } from 'vitest';
import { UPLOAD_TYPES } from '#config/upload-types';
import { hasFfmpeg } from '../../test/support/has-ffmpeg.js';
import { makeLiars, makeSamples } from '../../test/support/samples/index.js';
import { PreviewMaker, PreviewQueueFull } from './index.js';
import type { NoPreview } from './index.js';

describe('PreviewMaker, of hostile files and in bad times', () => {
  const maker = new PreviewMaker();
  let folder: string;
  let samples: Awaited<ReturnType<typeof makeSamples>>;
  let liars: Awaited<ReturnType<typeof makeLiars>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'));
    samples = await makeSamples(inject('samples'));
    liars = await makeLiars(inject('samples'));
  }, 60_000);
  afterAll(async () => {
    await maker.close();
    await rm(folder, { recursive: true });
  });

  const preview = (source: string, extension: string, by = maker) => by.makePreview(source, { folder, base: 'preview' }, extension);

  it.each([
    ['a truncated JPEG', 'truncatedJpeg', 'jpg', 'broken'],
    ['a decompression bomb', 'bombPng', 'png', 'too-large'],
    ['a program', 'exeNamedJpg', 'jpg', 'broken'],
    ['an SVG', 'svgNamedPng', 'png', 'broken'],
    ['an empty file', 'empty', 'bmp', 'broken'],
    ['text as HEIC', 'htmlNamedTxt', 'heic', 'broken'],
    ['text as DICOM', 'htmlNamedTxt', 'dcm', 'broken'],
    ['text as PDF', 'htmlNamedTxt', 'pdf', 'broken'],
    ['what has no decoder', 'zipNamedDocx', 'docx', 'unsupported'],
  ] as const)('says no to %s and lives on', async (_, key, extension, reason) => {
    expect(await preview(liars[key].path, extension)).toEqual({ ok: false, reason });
    expect(maker.processId).toBeGreaterThan(0);
  });

  it('has a decoder for each type that promises a preview', async () => {
    for (const { extensions, group } of UPLOAD_TYPES.filter((type) => type.preview)) {
      const reason = group === 'video' && !hasFfmpeg ? 'unsupported' : 'broken';
      expect(await preview(samples.rtf.path, extensions[0])).toEqual({ ok: false, reason });
    }
  });

  it('inflates no DICOM without end', async () => {
    const source = join(folder, 'bomb.dcm');
    const slice = await readFile(samples.dicomDeflated.path);
    const behind = slice.indexOf('1.2.840.10008.1.2.1.99') + 22;
    await writeFile(source, Buffer.concat([slice.subarray(0, behind), deflateRawSync(Buffer.alloc(400_000_001), { level: 1 })]));
    expect(await preview(source, 'dcm')).toEqual({ ok: false, reason: 'too-large' });
  });

  it('believes no header that promises a huge BMP', async () => {
    const source = join(folder, 'bomb.bmp');
    const bytes = await readFile(samples.bmp.path);
    bytes.writeInt32LE(60_000, 18);
    bytes.writeInt32LE(-60_000, 22);
    await writeFile(source, bytes);
    expect(await preview(source, 'bmp')).toEqual({ ok: false, reason: 'too-large' });
  });

  it('answers whatever is damaged', async () => {
    const source = join(folder, 'damaged');
    const pictures = { jpeg12MP: 'jpg', png: 'png', gif: 'gif', webp: 'webp', tiff: 'tif', bmp: 'bmp', heic: 'heic', dicom: 'dcm', dicomJpeg: 'dcm', dicomJpeg12: 'dcm', dicomJpegLossless: 'dcm', dicomJpegLs: 'dcm', dicomJpeg2000: 'dcm', dicomRle: 'dcm', dicomSlices: 'dcm', pdf: 'pdf', mp4: 'mp4', webm: 'webm', avi: 'avi' } as const;
    for (const [key, extension] of Object.entries(pictures) as [keyof typeof pictures, string][]) {
      const bytes = await readFile(samples[key].path);
      for (const share of [0.02, 0.2, 0.6]) bytes.fill(0xa5, Math.floor(bytes.length * share), Math.floor(bytes.length * share) + 40);
      await writeFile(source, bytes);
      expect(await preview(source, extension)).toHaveProperty('ok');
    }
    expect(await preview(samples.png.path, 'png')).toMatchObject({ ok: true });
  }, 60_000);

  it('replaces a child that was killed in the middle', async () => {
    await preview(samples.png.path, 'png');
    const first = maker.processId!;
    const interrupted = preview(samples.jpeg12MP.path, 'jpg');
    const next = preview(samples.png.path, 'png');
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.kill(first, 'SIGKILL');

    expect(await interrupted).toEqual({ ok: false, reason: 'crashed' });
    expect(await next).toMatchObject({ ok: true });
    expect(maker.processId).not.toBe(first);
  });

  it('kills a child that takes too long', async () => {
    const hurried = new PreviewMaker({ seconds: 0.02 });
    expect(await preview(samples.jpeg12MP.path, 'jpg', hurried)).toEqual({ ok: false, reason: 'timeout' });
    expect(hurried.processId).toBeUndefined();
  });

  it('gives a child no more memory than the limit', async () => {
    const source = join(folder, 'large.bmp');
    const bytes = Buffer.alloc(54 + 3 * 5000 * 5000);
    (await readFile(samples.bmp.path)).copy(bytes, 0, 0, 54);
    bytes.writeInt32LE(5000, 18);
    bytes.writeInt32LE(-5000, 22);
    await writeFile(source, bytes);

    const poor = new PreviewMaker({ megabytes: 100 });
    expect(await preview(samples.png.path, 'png', poor)).toMatchObject({ ok: true });
    expect(['too-large', 'crashed']).toContain(((await preview(source, 'bmp', poor)) as NoPreview).reason);
    expect(await preview(samples.png.path, 'png', poor)).toMatchObject({ ok: true });
    await poor.close();
    expect(await preview(source, 'bmp')).toMatchObject({ ok: true, width: 5000 });
  }, 60_000);

  it('turns away what does not fit into the queue, and what cannot be read or written', async () => {
    const small = new PreviewMaker({ waiting: 1 });
    const first = preview(samples.png.path, 'png', small);
    await expect(preview(samples.png.path, 'png', small)).rejects.toThrow(PreviewQueueFull);
    await first;
    await expect(preview(join(folder, 'missing.png'), 'png', small)).rejects.toThrow('ENOENT');
    await expect(small.makePreview(samples.png.path, { folder: join(folder, 'missing'), base: 'x' }, 'png')).rejects.toThrow('ENOENT');
    await small.close();
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});
