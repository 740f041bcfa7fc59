import { Refusal } from '../refusal.js';

/** The codes of one Huffman table, by their lengths: each length has a run of codes that follow each other. ITU-T T.81, annex C */
export class JpegCodes {
  /** Of each length: its first code, how many there are, and where their values begin. */
  private readonly runs: { readonly first: number; readonly count: number; readonly at: number }[] = [];

  private readonly values: Uint8Array;

  /** @param counts of codes of 1 to 16 bits */
  constructor(counts: Uint8Array, values: Uint8Array) {
    this.values = values;
    for (let length = 0, first = 0, at = 0; length < counts.length; length += 1) {
      const count = counts[length]!;
      this.runs.push({ first, count, at });
      at += count;
      first = (first + count) << 1;
    }
  }

  /** @throws Refusal of bits that are no code */
  next(bits: JpegBits): number {
    let code = 0;
    for (const { first, count, at } of this.runs) {
      code = (code << 1) | bits.take(1);
      if (code - first < count) return this.values[at + code - first]!;
    }
    throw new Refusal('broken');
  }
}

/** The bits of a scan, one after the other. A byte of ones is followed by a zero; anything else there is a marker. T.81 F.2.2.5 */
export class JpegBits {
  private current = 0;
  private left = 0;
  private readonly bytes: Uint8Array;
  private at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** @throws Refusal where the scan ends too early */
  take(count: number): number {
    let taken = 0;
    for (let bit = 0; bit < count; bit += 1) {
      if (this.left === 0) this.load();
      this.left -= 1;
      taken = (taken << 1) | ((this.current >> this.left) & 1);
    }
    return taken;
  }

  /** A number of so many bits, of which the lower half stands for negative ones. T.81 F.2.2.1 */
  signed(count: number): number {
    const taken = this.take(count);
    return count > 0 && taken < 1 << (count - 1) ? taken - (1 << count) + 1 : taken;
  }

  /** Goes on behind the marker that stands here. @throws Refusal when none does */
  restart(): void {
    this.left = 0;
    if (this.bytes[this.at] !== 0xff || (this.bytes[this.at + 1]! & 0xf8) !== 0xd0) throw new Refusal('broken');
    this.at += 2;
  }

  private load(): void {
    const byte = this.bytes[this.at];
    if (byte === undefined || (byte === 0xff && this.bytes[this.at + 1] !== 0)) throw new Refusal('broken');
    this.current = byte;
    this.left = 8;
    this.at += byte === 0xff ? 2 : 1;
  }
}
