import { Decoder } from 'jpeg-lossless-decoder-js';
import sharp from 'sharp';
import { MOST_PIXELS } from '../pixel-limit.js';
import { Refusal } from '../refusal.js';
import { jpegOf12Bits } from './dicom-jpeg-12.js';
import { jpegPrecision } from './dicom-jpeg-header.js';
import type { Frame, Layout } from './dicom-layout.js';

/** JPEG as cameras write it, of 8 bits, or of 12 as some machines did. */
export async function jpeg(encoded: Buffer, layout: Layout): Promise<Frame> {
  const precision = jpegPrecision(encoded, layout);
  if (precision === 12) return jpegOf12Bits(encoded, layout);
  if (precision !== 8) throw new Refusal('unsupported');
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
