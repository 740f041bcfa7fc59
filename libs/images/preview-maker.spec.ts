import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { inject } from 'vitest';
import { CAMERA_MAKE, DICOM_PATIENT, GPS_DATUM, makeSamples } from '../../test/support/samples/index.js';
import { PreviewMaker } from './index.js';
import type { Preview, PreviewFile } from './index.js';

// The same names are read again after they were written again.
sharp.cache(false);

describe('PreviewMaker', () => {
  const maker = new PreviewMaker();
  let folder: string;
  let samples: Awaited<ReturnType<typeof makeSamples>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'previews-'));
    samples = await makeSamples(inject('samples'));
  }, 60_000);
  afterAll(async () => {
    await maker.close();
    await rm(folder, { recursive: true });
  });

  const preview = (source: string, extension: string) => maker.makePreview(source, { folder, base: 'preview' }, extension);
  const shown = async (key: keyof typeof samples, extension: string) => {
    const result = await preview(samples[key].path, extension);
    expect(result).toMatchObject({ ok: true });
    return result as Preview;
  };
  /** Red, green and blue at a share of the width and height. */
  const colourAt = async ({ files }: Preview, across: number, down: number) => {
    const { data, info } = await sharp(files[files.length - 1].path).raw().toBuffer({ resolveWithObject: true });
    const at = (Math.floor(down * info.height) * info.width + Math.floor(across * info.width)) * info.channels;
    return [...data.subarray(at, at + 3)];
  };
  const expectRed = ([red, green, blue]: number[]) => {
    expect(red).toBeGreaterThan(150);
    expect(green).toBeLessThan(70);
    expect(blue).toBeLessThan(70);
  };

  const PICTURES = [
    ['jpeg12MP', 'jpg', 3000, 4000, 1, [240, 960, 1920]],
    ['jpegCmyk', 'jpg', 600, 400, 1, [240, 600]],
    ['png', 'png', 1200, 800, 1, [240, 960, 1200]],
    ['webp', 'webp', 1200, 800, 1, [240, 960, 1200]],
    ['gif', 'gif', 320, 200, 1, [240, 320]],
    ['bmp', 'bmp', 400, 300, 1, [240, 400]],
    ['tiff', 'tif', 600, 800, 3, [240, 800]],
    ['heic', 'heic', 400, 300, 1, [240, 400]],
    ['dicom', 'dcm', 128, 128, 1, [128]],
    ['dicomJpeg', 'dcm', 320, 240, 1, [240, 320]],
    ['dicomJpeg12', 'dcm', 128, 128, 1, [128]],
    ['dicomJpegLossless', 'dcm', 128, 128, 1, [128]],
    ['dicomJpegLs', 'dcm', 128, 128, 1, [128]],
    ['dicomJpeg2000', 'dcm', 128, 128, 1, [128]],
    ['dicomRle', 'dcm', 128, 128, 1, [128]],
    ['dicomDeflated', 'dcm', 128, 128, 1, [128]],
    ['dicomSlices', 'dcm', 128, 128, 40, [128]],
    ['dicomUltrasound', 'dcm', 320, 240, 3, [240, 320]],
    ['pdf', 'pdf', 1357, 1920, 3, [240, 960, 1920]],
  ] as const;

  it.each(PICTURES)('shows %s', async (key, extension, width, height, pages, longerSides) => {
    const result = await shown(key, extension);

    expect(result).toMatchObject({ width, height, pages });
    expect(result.files.map((file) => Math.max(file.width, file.height))).toEqual(longerSides);
    for (const file of result.files) {
      const { format, exif, icc, xmp, iptc, orientation, space, ...found } = await sharp(file.path).metadata();
      expect({ format, exif, icc, xmp, iptc, orientation, space }).toEqual({ format: 'webp', space: 'srgb' });
      expect(found).toMatchObject({ width: file.width, height: file.height });
      expect((await stat(file.path)).size).toBe(file.bytes);
      expect(file.width / file.height).toBeCloseTo(width / height, 1);
    }
    expect(result.files[0].bytes).toBeLessThan(8000);
    expect(result.placeholder).toMatch(/^data:image\/webp;base64,[\w+/=]{20,300}$/);
  });

  it.each(['jpegCmyk', 'png', 'webp', 'gif', 'bmp', 'tiff', 'heic', 'dicomJpeg', 'dicomUltrasound'] as const)('keeps the colours and the sides of %s', async (key) => {
    const result = await shown(key, PICTURES.find(([name]) => name === key)![1]);
    expectRed(await colourAt(result, 0.1, 0.1));
  });

  it('turns a photo upright as its EXIF says', async () => {
    expectRed(await colourAt(await shown('jpeg12MP', 'jpg'), 0.95, 0.05));
  });

  it('leaves out where, with what and of whom', async () => {
    for (const [key, extension, secrets] of [
      ['jpeg12MP', 'jpg', [CAMERA_MAKE, GPS_DATUM]],
      ['heic', 'heic', ['Fictional Phone', 'WGS-84']],
      ['dicom', 'dcm', [DICOM_PATIENT]],
      ['dicomUltrasound', 'dcm', [DICOM_PATIENT]],
    ] as const) {
      const original = await readFile(samples[key].path, 'latin1');
      const files = await Promise.all((await shown(key, extension)).files.map((file) => readFile(file.path, 'latin1')));
      for (const secret of secrets) {
        expect(original).toContain(secret);
        for (const file of files) expect(file).not.toContain(secret);
      }
    }
  });

  it.each(['dicom', 'dicomJpeg12', 'dicomJpegLossless', 'dicomJpegLs', 'dicomJpeg2000', 'dicomRle', 'dicomDeflated', 'dicomSlices'] as const)('shows the soft tissue of a CT by its window: %s', async (key) => {
    const result = await shown(key, 'dcm');
    const [inside] = await colourAt(result, 0.5, 0.5);
    const [outside] = await colourAt(result, 0.05, 0.05);
    expect(inside).toBeGreaterThan(115);
    expect(inside).toBeLessThan(140);
    expect(outside).toBeLessThan(5);
  });

  it('shows every page of a TIFF, the first of a PDF, and of many slices some from first to last', async () => {
    const [tiff, pdf, slices] = [await shown('tiff', 'tif'), await shown('pdf', 'pdf'), await shown('dicomSlices', 'dcm')];
    expect([tiff, pdf, slices].map(({ further }) => further.length)).toEqual([2, 2, 23]);
    expect(tiff.further[1]!.map(({ path }) => basename(path))).toEqual(['preview-p3-240.webp', 'preview-p3-960.webp']);

    const share = async (page: readonly PreviewFile[]) => (await sharp(page[0]!.path).stats()).channels[0]!.mean;
    const brightness = await Promise.all([slices.files, ...slices.further].map(share));
    expect(brightness).toEqual(brightness.toSorted((one, other) => one - other));
    expect(brightness[23]).toBeGreaterThan(10 * brightness[0]!);
  });

  it('asks to look for a name where an ultrasound may have written one', async () => {
    expect(await shown('dicomUltrasound', 'dcm')).toMatchObject({ hasBurnedInText: true });
    expect(await shown('dicom', 'dcm')).toMatchObject({ hasBurnedInText: false });
    expect(await shown('png', 'png')).toMatchObject({ hasBurnedInText: false });
  });

  it('shows the scan on the first page of a PDF', async () => {
    expectRed(await colourAt(await shown('pdf', 'pdf'), 0.15, 0.15));
  });

  it('keeps the thumbnail of pure noise under 8 kB', async () => {
    const source = join(folder, 'noise.png');
    await sharp({ create: { width: 900, height: 900, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 100 } } }).resize(240).png().toFile(source);
    expect(((await preview(source, 'png')) as Preview).files[0].bytes).toBeLessThan(8000);
  });
});
