import { copyFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { uploadTypeOf } from '#config/upload-types';
import { makeLiars, makeSamples } from '../../test/support/samples/index.js';
import { identifyFile } from './identify-file.js';

describe('identifyFile', () => {
  let folder: string;
  let samples: Awaited<ReturnType<typeof makeSamples>>;
  let liars: Awaited<ReturnType<typeof makeLiars>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identify-'));
    samples = await makeSamples(inject('samples'));
    liars = await makeLiars(inject('samples'));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  const KNOWN = {
    jpeg12MP: 'jpg', jpegCmyk: 'jpg', png: 'png', webp: 'webp', gif: 'gif', heic: 'heic', bmp: 'bmp', tiff: 'tif', pdf: 'pdf',
    dicom: 'dcm', dicomJpeg: 'dcm', dicomJpeg12: 'dcm', dicomJpegLossless: 'dcm', dicomJpegLs: 'dcm', dicomJpeg2000: 'dcm', dicomRle: 'dcm', dicomDeflated: 'dcm', dicomSlices: 'dcm', dicomUltrasound: 'dcm',
    docx: 'docx', xlsx: 'xlsx', pptx: 'pptx', odt: 'odt', ods: 'ods', doc: 'doc', xls: 'xls', ppt: 'ppt', txt: 'txt', txtUtf16: 'txt', csv: 'csv', rtf: 'rtf',
    mp4: 'mp4', mov: 'mov', webm: 'webm', avi: 'avi', '3gp': '3gp', mp3: 'mp3', m4a: 'm4a', ogg: 'ogg', wav: 'wav',
  } as const;

  it.each(Object.entries(KNOWN))('knows %s as %s, under its name and without one', async (key, extension) => {
    const sample = samples[key as keyof typeof KNOWN];
    const { mediaTypes, group } = uploadTypeOf(extension)!;
    const known = { ok: true, extension, mediaType: mediaTypes[0], group };

    expect(await identifyFile(sample.path, sample.name)).toEqual(known);
    if (extension !== 'csv') expect(await identifyFile(sample.path, 'no extension')).toEqual(known);
  });

  it('makes a sample of every accepted type', () => {
    expect(Object.keys(samples).sort()).toEqual(Object.keys(KNOWN).sort());
  });

  const LIES = {
    elfNamedJpg: 'elf', exeNamedJpg: 'exe', exeNamedDcm: 'exe', zipNamedDocx: 'zip', programInsideDocx: 'zip', programInsideOdt: 'zip', gzipNamedCsv: 'gz', tarNamedPdf: 'tar', rarNamedMp4: 'rar', sevenZipNamedAvi: '7z', scriptNamedTxt: 'script', macrosNamedDocx: 'docm',
    htmlNamedTxt: 'html', svgNamedPng: 'svg', textWithNul: '', installerNamedDoc: 'ole',
  } as const;

  it.each(Object.entries(LIES))('refuses %s, which is %s', async (key, found) => {
    const liar = liars[key as keyof typeof LIES];
    const claimed = liar.name.split('.').pop();
    expect(await identifyFile(liar.path, liar.name)).toEqual({ ok: false, reason: 'lies', claimed, found });
    expect(await identifyFile(liar.path, 'no extension')).toMatchObject({ ok: false, reason: 'not-accepted', claimed: '', found });
  });

  const FAMILIES = [['txt', 'csv'], ['mp4', 'mov', '3gp', 'm4a']];

  it('refuses every kind under the name of every other', async () => {
    const kinds = [...new Set(Object.values(KNOWN))];
    const accepted: string[] = [];
    for (const [key, kind] of Object.entries(KNOWN)) {
      for (const other of kinds) {
        const { ok } = await identifyFile(samples[key as keyof typeof KNOWN].path, `named.${other}`);
        const isFamily = kind === other || FAMILIES.some((family) => family.includes(kind) && family.includes(other));
        if (ok !== isFamily) accepted.push(`${key} as ${other}`);
      }
    }
    expect(accepted).toEqual([]);
  }, 60_000);

  it('refuses a picture under the name of another format', async () => {
    expect(await identifyFile(liars.pngNamedJpg.path, 'really-a-png.jpg')).toEqual({ ok: false, reason: 'lies', claimed: 'jpg', found: 'png' });
  });

  it('refuses what is not in the table, whatever it holds', async () => {
    expect(await identifyFile(liars.svg.path, 'vector.svg')).toMatchObject({ ok: false, reason: 'not-accepted', claimed: 'svg', found: 'svg' });
    expect(await identifyFile(samples.jpeg12MP.path, 'photo.jpg.exe')).toMatchObject({ ok: false, reason: 'not-accepted', claimed: 'exe', found: 'jpg' });
    expect(await identifyFile(liars.zipNamedDocx.path, 'archive.zip')).toMatchObject({ ok: false, reason: 'not-accepted', claimed: 'zip', found: 'zip' });
  });

  it('refuses an empty file', async () => {
    expect(await identifyFile(liars.empty.path, 'empty.jpg')).toEqual({ ok: false, reason: 'empty', claimed: 'jpg', found: '' });
  });

  it('lets the name decide within the family of MP4', async () => {
    for (const name of ['clip.mp4', 'clip.mov', 'clip.3gp']) {
      expect(await identifyFile(samples.mov.path, name)).toMatchObject({ ok: true, extension: name.slice(5), group: 'video' });
    }
    expect(await identifyFile(samples.m4a.path, 'tone.mp3')).toMatchObject({ ok: false, reason: 'lies', found: 'm4a' });
  });

  it('takes any case and the longer forms of an extension', async () => {
    for (const name of ['A.JPG', 'a.jpeg', 'a.JPEG ', 'a.jpg.']) expect(await identifyFile(samples.jpeg12MP.path, name)).toMatchObject({ ok: true, extension: 'jpg' });
    expect(await identifyFile(samples.tiff.path, 'a.TIF')).toMatchObject({ ok: true, extension: 'tif' });
  });

  it('tells AVIF from HEIC where the main brand says only "image"', async () => {
    const brands = (compatible: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftypmif1\0\0\0\0mif1${compatible}`, 'latin1'), Buffer.alloc(64)]);
    const path = join(folder, 'brands');
    await writeFile(path, brands('heic'));
    expect(await identifyFile(path, 'a.heic')).toMatchObject({ ok: true, mediaType: 'image/heic' });
    await writeFile(path, brands('avif'));
    expect(await identifyFile(path, 'a.heic')).toMatchObject({ ok: false, reason: 'lies' });
  });

  it('finds a binary tail behind much text', async () => {
    const path = join(folder, 'tail.txt');
    await writeFile(path, Buffer.concat([Buffer.alloc(400_000, 'a'), Buffer.from([0, 1, 2])]));
    expect(await identifyFile(path, 'tail.txt')).toMatchObject({ ok: false, reason: 'lies' });
  });

  it('reads little of a file of 500 MB', async () => {
    const path = join(folder, 'large.jpg');
    await copyFile(samples.jpeg12MP.path, path);
    const file = await open(path, 'r+');
    await file.truncate(500 * 1024 * 1024);
    await file.close();

    const before = process.memoryUsage().arrayBuffers;
    expect(await identifyFile(path, 'large.jpg')).toMatchObject({ ok: true, extension: 'jpg' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * 1024 * 1024);
  });
});
