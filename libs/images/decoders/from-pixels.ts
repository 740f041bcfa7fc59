import sharp from 'sharp';
import type { Picture } from './decoder.js';

/** Pixels that a decoder outside sharp has made: 1 (grey), 3 (RGB) or 4 (RGBA) bytes each, row by row from the top. */
export function fromPixels(data: Uint8Array, width: number, height: number, channels: 1 | 3 | 4): Picture {
  return { image: sharp(data, { raw: { width, height, channels } }), width, height };
}
