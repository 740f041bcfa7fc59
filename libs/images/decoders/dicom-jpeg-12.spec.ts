import sharp from 'sharp';
import { jpegExtended } from '../../../test/support/samples/dicom-encoders.js';
import { jpegOf12Bits } from './dicom-jpeg-12.js';
import type { Layout } from './dicom-layout.js';

const grey = (width: number, height: number): Layout => ({ width, height, samples: 1, allocated: 16, isPlanar: false, interpretation: 'MONOCHROME2' });
const samplesOf = (stream: Buffer, layout: Layout): Uint16Array => new Uint16Array(jpegOf12Bits(stream, layout).bytes.buffer);
const SIDE = 64;
/** Every value of 12 bits, dark to bright along the diagonal. */
const ramp = Uint16Array.from({ length: SIDE * SIDE }, (_, at) => Math.round((((at % SIDE) + Math.floor(at / SIDE)) * 4095) / (2 * SIDE - 2)));
const encoded = Buffer.from(jpegExtended(ramp, SIDE));

describe('JPEG of 12 bits', () => {
  it('comes out as it went in, but for its loss', () => {
    const shown = samplesOf(encoded, grey(SIDE, SIDE));
    expect(Math.max(...shown.map((sample, at) => Math.abs(sample - ramp[at]!)))).toBeLessThan(12);
  });

  it('is read as others write it: the same process with 8 bits, in any size', async () => {
    const [width, height] = [157, 83];
    const noise = Buffer.from({ length: width * height } as Uint8Array).map((_, at) => (at * at * 31 + (at >> 3)) & 0xff);
    const baseline = await sharp(noise, { raw: { width, height, channels: 1 } }).blur(1.5).toColourspace('b-w').jpeg({ quality: 92, progressive: false }).toBuffer();
    const wanted = await sharp(baseline).toColourspace('b-w').raw().toBuffer();
    const stream = Buffer.from(baseline);
    stream[stream.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc1;

    const shown = samplesOf(stream, grey(width, height)).map((sample) => Math.max(0, Math.min(255, sample - 2048 + 128)));
    expect(Math.max(...shown.map((sample, at) => Math.abs(sample - wanted[at]!)))).toBeLessThanOrEqual(1);
  });

  it.each([
    ['a stream that breaks off', (whole: Buffer) => whole.subarray(0, whole.length / 2), grey(SIDE, SIDE), 'broken'],
    ['a scan without its tables', (whole: Buffer) => Buffer.concat([whole.subarray(0, 2), whole.subarray(71)]), grey(SIDE, SIDE), 'broken'],
    ['a stream of nothing', () => Buffer.from([0xff, 0xd8]), grey(SIDE, SIDE), 'broken'],
    ['another process', (whole: Buffer) => Buffer.from(whole).fill(0xc2, 72, 73), grey(SIDE, SIDE), 'unsupported'],
    ['colours', (whole: Buffer) => whole, { ...grey(SIDE, SIDE), samples: 3 as const }, 'unsupported'],
  ] as const)('refuses %s', (_, change, layout, reason) => {
    expect(() => jpegOf12Bits(change(encoded), layout)).toThrow(reason);
  });
});
