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

const SIDE = 8;
/** Of both tables all codes are of eight bits, each its own value: how many zeros, then the bits of what follows. */
const VALUES = Array.from({ length: 16 * 15 }, (_, at) => ((at % 16) << 4) | Math.floor(at / 16));
const STEP = 4;

/** Process 4, with loss: each block of 8 x 8 as its waves, in steps of four, with a restart after every row of blocks. T.81, annexes A and F */
export function jpegExtended(pixels: Uint16Array, side: number): Uint8Array {
  const out: number[] = [];
  for (let top = 0; top < side; top += SIDE) {
    let bits = '';
    let before = 0;
    for (let left = 0; left < side; left += SIDE) {
      const waves = wavesOf((x, y) => pixels[(top + y) * side + left + x]! - 2048);
      bits += code(0, waves[0]! - before);
      before = waves[0]!;
      let zeros = 0;
      for (const wave of waves.slice(1)) {
        if (wave === 0) { zeros += 1; continue; }
        for (; zeros > 15; zeros -= 16) bits += codeOf(0xf0);
        bits += code(zeros, wave);
        zeros = 0;
      }
      if (zeros > 0) bits += codeOf(0);
    }
    const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g)!.map((byte) => parseInt(byte, 2));
    out.push(...bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
    if (top + SIDE < side) out.push(0xff, 0xd0 | ((top / SIDE) % 8));
  }
  const codes = [...Array<number>(7).fill(0), VALUES.length, ...Array<number>(8).fill(0), ...VALUES];
  return Buffer.from([
    [0xff, 0xd8],
    [0xff, 0xdb, 0, 67, 0, ...Array<number>(64).fill(STEP)],
    [0xff, 0xc1, 0, 11, PRECISION, side >> 8, side & 0xff, side >> 8, side & 0xff, 1, 1, 0x11, 0],
    ...[0x00, 0x10].map((table) => [0xff, 0xc4, (3 + codes.length) >> 8, (3 + codes.length) & 0xff, table, ...codes]),
    [0xff, 0xdd, 0, 4, 0, side / SIDE],
    [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
    out,
    [0xff, 0xd9],
  ].flat());
}

const codeOf = (value: number): string => VALUES.indexOf(value).toString(2).padStart(8, '0');
function code(zeros: number, wave: number): string {
  const size = wave === 0 ? 0 : Math.floor(Math.log2(Math.abs(wave))) + 1;
  const magnitude = wave < 0 ? wave + (1 << size) - 1 : wave;
  return codeOf((zeros << 4) | size) + (size > 0 ? magnitude.toString(2).padStart(size, '0') : '');
}

/** In steps, from the mean along the diagonals. */
function wavesOf(sample: (x: number, y: number) => number): number[] {
  const cosine = (at: number, wave: number) => Math.cos(((2 * at + 1) * wave * Math.PI) / 16) * (wave === 0 ? Math.SQRT1_2 : 1);
  const wave = (u: number, v: number) => {
    let sum = 0;
    for (let y = 0; y < SIDE; y += 1) for (let x = 0; x < SIDE; x += 1) sum += sample(x, y) * cosine(x, u) * cosine(y, v);
    return Math.round(sum / 4 / STEP);
  };
  const waves: number[] = [];
  for (let diagonal = 0; diagonal < 2 * SIDE - 1; diagonal += 1) {
    const places = Array.from({ length: SIDE }, (_, at) => [at, diagonal - at] as const).filter(([, other]) => other >= 0 && other < SIDE);
    for (const [one, other] of places) waves.push(diagonal % 2 ? wave(other, one) : wave(one, other));
  }
  return waves;
}
