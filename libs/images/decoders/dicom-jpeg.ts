import { Decoder } from 'jpeg-lossless-decoder-js';
import sharp from 'sharp';
import { MOST_PIXELS } from '../pixel-limit.js';
import { Refusal } from '../refusal.js';
import { jpegPrecision } from './dicom-jpeg-header.js';
import type { Frame, Layout } from './dicom-layout.js';

/** JPEG as cameras write it. Its other process has 12 bits, which few machines ever wrote. */
export async function jpeg(encoded: Buffer, layout: Layout): Promise<Frame> {
  if (jpegPrecision(encoded, layout) !== 8) throw new Refusal('unsupported');
  const image = sharp(encoded, { failOn: 'error', limitInputPixels: MOST_PIXELS }).toColourspace(layout.samples === 1 ? 'b-w' : 'srgb');
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== layout.samples) throw new Refusal('broken');
  return { ...layout, bytes: data, allocated: 8, isPlanar: false, interpretation: layout.samples === 1 ? layout.interpretation : 'RGB' };
}

/** Lossless JPEG, of 2 to 16 bits: process 14. */
export function jpegLossless(encoded: Buffer, layout: Layout): Frame {
  const allocated = jpegPrecision(encoded, layout) > 8 ? 16 : 8;
  const bytes = Uint8Array.from(encoded);
  return { ...layout, bytes: new Uint8Array(new Decoder().decompress(bytes.buffer, 0, bytes.length)), allocated, isPlanar: false };
}
