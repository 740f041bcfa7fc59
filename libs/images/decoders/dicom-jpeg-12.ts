import { Refusal } from '../refusal.js';
import { JpegBits } from './jpeg-codes.js';
import { jpegScan, type JpegScan } from './jpeg-tables.js';
import type { Frame, Layout } from './dicom-layout.js';

const SIDE = 8;
const MOST = 4095;
const MIDDLE = 2048;

/** Places of a block in the order in which they are written: along its diagonals. ITU-T T.81, figure A.6 */
const ZIGZAG = Array.from({ length: 64 }, (_, place) => place).sort((a, b) => {
  const [rowA, rowB] = [a >> 3, b >> 3];
  const [diagonalA, diagonalB] = [rowA + (a & 7), rowB + (b & 7)];
  if (diagonalA !== diagonalB) return diagonalA - diagonalB;
  return diagonalA % 2 ? rowA - rowB : rowB - rowA;
});
/** How much of wave `u` there is at place `x`. T.81 A.3.3 */
const WAVES = Float64Array.from({ length: 64 }, (_, at) => {
  const [x, u] = [at >> 3, at & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** JPEG of 12 bits, with loss, in grey, which no library of ours decodes: process 4, one block after the other. ITU-T T.81 @throws Refusal */
export function jpegOf12Bits(stream: Buffer, layout: Layout): Frame {
  const { width, height } = layout;
  if (layout.samples !== 1) throw new Refusal('unsupported');
  const scan = jpegScan(stream);
  const bits = new JpegBits(stream, scan.start);
  const shown = new Uint16Array(width * height);
  const across = Math.ceil(width / SIDE);
  const count = across * Math.ceil(height / SIDE);
  let mean = 0;
  for (let nth = 0; nth < count; nth += 1) {
    if (scan.restartEvery > 0 && nth > 0 && nth % scan.restartEvery === 0) {
      bits.restart();
      mean = 0;
    }
    const waves = wavesOf(scan, bits, mean);
    mean = waves[0]! / (scan.steps[0]! || 1);
    const samples = samplesOf(waves);
    const [left, top] = [(nth % across) * SIDE, Math.floor(nth / across) * SIDE];
    for (let y = 0; y < Math.min(SIDE, height - top); y += 1) {
      for (let x = 0; x < Math.min(SIDE, width - left); x += 1) shown[(top + y) * width + left + x] = Math.max(0, Math.min(MOST, Math.round(samples[y * SIDE + x]!) + MIDDLE));
    }
  }
  return { ...layout, bytes: new Uint8Array(shown.buffer), allocated: 16, isPlanar: false };
}

/** How much of each wave a block has; of its mean, only the difference to the block before is written. T.81 F.2.2 */
function wavesOf({ steps, means, others }: JpegScan, bits: JpegBits, meanBefore: number): Float64Array {
  const waves = new Float64Array(64);
  waves[0] = (meanBefore + bits.signed(means.next(bits))) * steps[0]!;
  for (let nth = 1; nth < 64; nth += 1) {
    const code = others.next(bits);
    const [zeros, size] = [code >> 4, code & 0xf];
    if (size === 0 && zeros < 15) break;
    nth += zeros;
    if (nth > 63) throw new Refusal('broken');
    waves[ZIGZAG[nth]!] = bits.signed(size) * steps[nth]!;
  }
  return waves;
}

/** Row by row, then column by column. T.81 A.3.3 */
const samplesOf = (waves: Float64Array): Float64Array => alongColumns(alongColumns(waves));

/** Undoes the waves of each column, and lies down on its side: done twice, all is undone and upright again. */
function alongColumns(waves: Float64Array): Float64Array {
  const turned = new Float64Array(64);
  for (let column = 0; column < SIDE; column += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      let sum = 0;
      for (let u = 0; u < SIDE; u += 1) sum += WAVES[x * SIDE + u]! * waves[u * SIDE + column]!;
      turned[column * SIDE + x] = sum;
    }
  }
  return turned;
}
