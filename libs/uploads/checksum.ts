export const CHECKSUM_ALGORITHMS = ['sha1', 'sha256'] as const;

/** What a part of a file should add up to, as the sender says in `Upload-Checksum` (tus 1.0): `sha1 <base64>`. */
export class Checksum {
  private constructor(
    readonly algorithm: string,
    private readonly expected: Buffer,
  ) {}

  /** @returns undefined when it is no checksum that we know */
  static read(header: string): Checksum | undefined {
    const [algorithm = '', sum = ''] = header.split(' ');
    if (!CHECKSUM_ALGORITHMS.some((known) => known === algorithm)) return undefined;
    return new Checksum(algorithm, Buffer.from(sum, 'base64'));
  }

  /** @param hash in hexadecimal digits */
  isRight(hash: string): boolean {
    return Buffer.from(hash, 'hex').equals(this.expected);
  }
}
