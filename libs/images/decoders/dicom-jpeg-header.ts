import { Refusal } from '../refusal.js';
import type { Layout } from './dicom-layout.js';

/** Start-of-frame markers: all but the tables (DHT, JPG, DAC) between them. ITU-T T.81 B.1, T.87 C.1 */
const isFrame = (marker: number): boolean => (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7;

/**
 * What a JPEG or JPEG-LS stream says of itself, before anything is decoded.
 * @throws Refusal when it is of another size than the object around it says
 */
export function jpegPrecision(stream: Buffer, { width, height }: Layout): number {
  for (let at = 2; at + 9 < stream.length && stream[at] === 0xff; at += 2 + stream.readUInt16BE(at + 2)) {
    if (!isFrame(stream[at + 1]!)) continue;
    if (stream.readUInt16BE(at + 5) !== height || stream.readUInt16BE(at + 7) !== width) throw new Refusal('broken');
    return stream[at + 4]!;
  }
  throw new Refusal('broken');
}
