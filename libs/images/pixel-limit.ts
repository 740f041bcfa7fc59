import { Refusal } from './refusal.js';

/** 100 megapixels: above any camera or scanner in the field, below what decoding can't hold in memory. */
export const MOST_PIXELS = 100_000_000;

/** To be asked of what a header promises, before anything is decoded.
 * @throws Refusal when there are too many pixels, or none */
export function assertPixels(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw new Refusal('broken');
  if (width * height > MOST_PIXELS) throw new Refusal('too-large');
}
