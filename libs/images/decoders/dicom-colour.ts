import type { DataSet } from 'dicom-parser';
import { Refusal } from '../refusal.js';
import type { Frame } from './dicom-layout.js';

/** Red, green and blue of each pixel in turn. PS3.3 C.7.6.3.1.2 @throws Refusal of a colour space that is not known */
export function colours(dataSet: DataSet, frame: Frame): Uint8Array {
  if (frame.interpretation === 'PALETTE COLOR') return fromPalette(dataSet, frame);
  if (frame.allocated !== 8 || frame.samples !== 3) throw new Refusal('unsupported');
  if (frame.interpretation === 'YBR_FULL_422') return toRgb(apart(frame));
  const pixels = frame.isPlanar ? interleaved(frame) : frame.bytes;
  if (frame.interpretation === 'RGB') return pixels;
  if (frame.interpretation === 'YBR_FULL') return toRgb(Uint8Array.from(pixels));
  throw new Refusal('unsupported');
}

function interleaved({ bytes, width, height }: Frame): Uint8Array {
  const plane = width * height;
  return Uint8Array.from({ length: 3 * plane }, (_, at) => bytes[(at % 3) * plane + Math.floor(at / 3)]!);
}

/** Two pixels are kept as their two brightnesses, then the colours that they share. */
function apart({ bytes, width, height }: Frame): Uint8Array {
  return Uint8Array.from({ length: 3 * width * height }, (_, at) => {
    const [pixel, sample] = [Math.floor(at / 3), at % 3];
    const pair = 4 * Math.floor(pixel / 2);
    return bytes[pair + (sample === 0 ? pixel % 2 : sample + 1)]!;
  });
}

/** In place, by the weights of CCIR 601. */
function toRgb(pixels: Uint8Array): Uint8Array {
  const clamped = new Uint8ClampedArray(pixels.buffer);
  for (let at = 0; at + 2 < clamped.length; at += 3) {
    const [y, blue, red] = [pixels[at]!, pixels[at + 1]! - 128, pixels[at + 2]! - 128];
    clamped[at] = y + 1.402 * red;
    clamped[at + 1] = y - 0.344136 * blue - 0.714136 * red;
    clamped[at + 2] = y + 1.772 * blue;
  }
  return pixels;
}

/** Each sample is a place in three tables. PS3.3 C.7.6.3.1.5 */
function fromPalette(dataSet: DataSet, { bytes, width, height, allocated }: Frame): Uint8Array {
  const tables = ['1', '2', '3'].map((colour) => paletteTable(dataSet, colour));
  const first = dataSet.int16('x00281101', 1) ?? 0;
  return Uint8Array.from({ length: 3 * width * height }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const sample = allocated === 8 ? bytes[pixel]! : bytes[2 * pixel]! | (bytes[2 * pixel + 1]! << 8);
    const table = tables[at % 3]!;
    return table[Math.max(0, Math.min(sample - first, table.length - 1))]!;
  });
}

/** The higher byte of each entry. */
function paletteTable(dataSet: DataSet, colour: string): Uint8Array {
  const data = dataSet.elements[`x0028120${colour}`];
  const bits = dataSet.uint16(`x0028110${colour}`, 2);
  if (!data || data.length === 0) throw new Refusal('unsupported');
  const bytes = dataSet.byteArray.subarray(data.dataOffset, data.dataOffset + data.length);
  return bits === 16 ? Uint8Array.from({ length: Math.floor(bytes.length / 2) }, (_, at) => bytes[2 * at + 1]!) : Uint8Array.from(bytes);
}
