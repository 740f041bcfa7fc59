import loadCharls from '@cornerstonejs/codec-charls/wasmjs';
import loadOpenJpeg from '@cornerstonejs/codec-openjpeg/wasmjs';

/** Encoders of square pictures of 12 bits, for samples. */
export async function jpegLs(pixels: Uint16Array, side: number): Promise<Uint8Array> {
  const { JpegLSEncoder } = await loadCharls();
  const encoder = new JpegLSEncoder();
  encoder.getDecodedBuffer({ width: side, height: side, bitsPerSample: 12, componentCount: 1 }).set(new Uint8Array(pixels.buffer));
  encoder.setNearLossless(0);
  encoder.encode();
  return Uint8Array.from(encoder.getEncodedBuffer());
}

export async function jpeg2000(pixels: Uint16Array, side: number): Promise<Uint8Array> {
  const { J2KEncoder } = await loadOpenJpeg();
  const encoder = new J2KEncoder();
  encoder.getDecodedBuffer({ width: side, height: side, bitsPerSample: 12, componentCount: 1, isSigned: false }).set(new Uint8Array(pixels.buffer));
  encoder.setQuality(true, 0);
  encoder.encode();
  return Uint8Array.from(encoder.getEncodedBuffer());
}

/** Two segments, the higher bytes first; runs where a byte repeats, else one byte at a time. PS3.5, annex G */
export function runLengths(pixels: Uint16Array): Uint8Array {
  const planes = [pixels.map((pixel) => pixel >> 8), pixels.map((pixel) => pixel & 0xff)].map((plane) => packed(Array.from(plane)));
  const header = Buffer.alloc(64);
  header.writeUInt32LE(planes.length, 0);
  header.writeUInt32LE(64, 4);
  header.writeUInt32LE(64 + planes[0]!.length, 8);
  return Buffer.concat([header, ...planes]);
}

function packed(bytes: readonly number[]): Buffer {
  const out: number[] = [];
  for (let at = 0, length = 1; at < bytes.length; at += length, length = 1) {
    while (length < 128 && bytes[at + length] === bytes[at]) length++;
    out.push(length === 1 ? 0 : 257 - length, bytes[at]!);
  }
  return Buffer.from(out.length % 2 ? [...out, 128] : out);
}

const PRECISION = 12;
const CODE_BITS = 5;

/** Process 14, each pixel told by its left neighbour; every category of difference has a code of five bits. ITU-T T.81, annex H */
export function jpegLossless(pixels: Uint16Array, side: number): Uint8Array {
  let bits = '';
  for (let at = 0; at < pixels.length; at++) {
    const predicted = at === 0 ? 1 << (PRECISION - 1) : pixels[at % side === 0 ? at - side : at - 1]!;
    const difference = pixels[at]! - predicted;
    const category = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
    const magnitude = difference < 0 ? difference + (1 << category) - 1 : difference;
    bits += category.toString(2).padStart(CODE_BITS, '0') + (category > 0 ? magnitude.toString(2).padStart(category, '0') : '');
  }
  const bytes = (bits + '1'.repeat(7)).match(/.{8}/g)!.map((byte) => parseInt(byte, 2));
  const stuffed = bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
  const codes = [0, 0, 0, 0, PRECISION + 1, ...Array<number>(11).fill(0), ...Array.from({ length: PRECISION + 1 }, (_, category) => category)];
  return Buffer.from([
    [0xff, 0xd8],
    [0xff, 0xc3, 0, 11, PRECISION, side >> 8, side & 0xff, side >> 8, side & 0xff, 1, 1, 0x11, 0],
    [0xff, 0xc4, 0, 3 + codes.length, 0, ...codes],
    [0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0],
    stuffed,
    [0xff, 0xd9],
  ].flat());
}
