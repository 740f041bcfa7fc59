import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import sharp from 'sharp';
import { bareJpeg } from './bare-jpeg.js';

const noise = { create: { width: 64, height: 48, channels: 3 as const, background: 'white', noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } } };
const photo = (more: { progressive?: boolean } = {}) => sharp(noise).withExif({ IFD0: { Artist: 'A. Nurse' }, IFD3: { GPSMapDatum: 'WGS-84' } }).withIccProfile('srgb').jpeg(more).toBuffer();

it.each([{}, { progressive: true }])('leaves the picture and nothing else: %j', async (more) => {
  const bytes = Buffer.concat([await photo(more), Buffer.from('something behind it')]);

  const bare = bareJpeg(bytes)!;

  expect(bare).toMatchObject({ width: 64, height: 48 });
  for (const secret of ['A. Nurse', 'WGS-84', 'behind']) expect([bytes.includes(secret), bare.bytes.includes(secret)], secret).toEqual([true, false]);
  const { exif, icc } = await sharp(bare.bytes).metadata();
  expect([exif, icc]).toEqual([undefined, undefined]);
  expect((await sharp(bare.bytes).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true);
});

it('is none of what is no JPEG, or breaks off before the picture', async () => {
  const jpeg = await photo();
  for (const bytes of [Buffer.alloc(0), await sharp(noise).png().toBuffer(), await readFile(import.meta.filename), jpeg.subarray(0, 300), Buffer.from([0xff, 0xd8, 0xff, 0xd9])]) expect(bareJpeg(bytes)).toBeUndefined();
});

it('never throws, whatever the bytes', async () => {
  const jpeg = await photo();
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(jpeg.length - 1), fc.nat(255)), { maxLength: 20 }), (changes) => {
    const bytes = Buffer.from(jpeg);
    for (const [at, value] of changes) bytes[at] = value;
    const bare = bareJpeg(bytes);
    expect(bare === undefined || bare.bytes.length <= bytes.length).toBe(true);
  }));
});
