import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What a file adds up to as far as it has come: its SHA-256, and its CRC-32 for zips. */
export class Sums {
  constructor(
    private readonly hash: Hash = createHash('sha256'),
    private crc = 0,
  ) {}

  update(bytes: Buffer): void {
    this.hash.update(bytes);
    this.crc = crc32(bytes, this.crc);
  }

  copy(): Sums {
    return new Sums(this.hash.copy(), this.crc);
  }

  /** To be asked once, at the end. */
  finish(): { readonly sha256: string; readonly crc32: number } {
    return { sha256: this.hash.digest('hex'), crc32: this.crc };
  }
}
