import { Refusal } from '../refusal.js';
import { bytesOf, type Frame, type Layout } from './dicom-layout.js';

const MOST_SEGMENTS = 15;

/** Run lengths: a segment for each byte of each sample, the higher byte first. PS3.5 annex G @throws Refusal when it is not as long as it says */
export function rle(encoded: Buffer, layout: Layout): Frame {
  const plane = layout.width * layout.height;
  const bytesEach = layout.allocated / 8;
  const segments = encoded.readUInt32LE(0);
  if (segments > MOST_SEGMENTS || segments !== layout.samples * bytesEach) throw new Refusal('broken');

  const whole = { ...layout, interpretation: layout.interpretation.replace('_422', ''), isPlanar: true };
  const bytes = new Uint8Array(bytesOf(whole));
  for (let segment = 0; segment < segments; segment++) {
    const sample = Math.floor(segment / bytesEach);
    const higherFirst = bytesEach - 1 - (segment % bytesEach);
    const start = encoded.readUInt32LE(4 + 4 * segment);
    unpack(encoded.subarray(start), bytes.subarray(sample * plane * bytesEach, (sample + 1) * plane * bytesEach), higherFirst, bytesEach);
  }
  return { ...whole, bytes };
}

/** Writes every `step`th byte of `target`, until it is full. */
function unpack(packed: Uint8Array, target: Uint8Array, offset: number, step: number): void {
  let from = 0;
  let to = offset;
  while (to < target.length) {
    const control = packed[from++];
    if (control === undefined) throw new Refusal('broken');
    if (control === 128) continue;
    const isRun = control > 128;
    const length = isRun ? 257 - control : control + 1;
    for (let at = 0; at < length && to < target.length; at++, to += step) {
      const value = packed[isRun ? from : from + at];
      if (value === undefined) throw new Refusal('broken');
      target[to] = value;
    }
    from += isRun ? 1 : length;
  }
}
