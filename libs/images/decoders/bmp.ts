import { readFile } from 'node:fs/promises';
import { decode } from 'bmp-ts';
import { assertPixels } from '../pixel-limit.js';
import { Refusal } from '../refusal.js';
import { single, type Decoder } from './decoder.js';
import { fromPixels } from './from-pixels.js';

/** BMP in every depth and compression of its own. */
export const bmp: Decoder = async (source) => {
  const bytes = await readFile(source);
  if (bytes.toString('latin1', 0, 2) !== 'BM') throw new Refusal('broken');
  assertPixels(bytes.readInt32LE(18), Math.abs(bytes.readInt32LE(22)));

  const { data, width, height } = decode(bytes, { toRGBA: true });
  // The fourth byte of a 32-bit BMP is padding more often than transparency, and then 0.
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  return single(fromPixels(data, width, Math.abs(height), 4));
};
