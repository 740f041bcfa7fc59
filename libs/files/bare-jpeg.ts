/** What `bareJpeg` leaves of a picture. */
export interface BareJpeg {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

const [START, END, SCAN, ADOBE, COMMENT] = [0xd8, 0xd9, 0xda, 0xee, 0xfe];
/** Start of a frame: baseline, extended or progressive, as cameras and browsers write it. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);

/**
 * A JPEG with nothing in it but the picture: no place, device, thumbnail or comment, and nothing behind its end. Nothing is
 * decoded, so it may be asked of bytes that nobody trusts. Of APPn segments only Adobe's stays, which says what the colours are.
 * https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
 * @returns undefined when it is no JPEG of that kind
 */
export function bareJpeg(bytes: Buffer): BareJpeg | undefined {
  const end = bytes.lastIndexOf(Buffer.from([0xff, END]));
  if (bytes[0] !== 0xff || bytes[1] !== START || end < 0) return undefined;
  const kept = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at + 9 < end;) {
    const marker = bytes[at + 1]!;
    const length = bytes.readUInt16BE(at + 2);
    if (bytes[at] !== 0xff || length < 2) return undefined;
    if (FRAMES.has(marker)) size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === SCAN) return size && { ...size, bytes: Buffer.concat([...kept, bytes.subarray(at, end + 2)]) };
    const isMetadata = (marker >= 0xe0 && marker <= 0xef && marker !== ADOBE) || marker === COMMENT;
    if (!isMetadata) kept.push(bytes.subarray(at, at + 2 + length));
    at += 2 + length;
  }
  return undefined;
}
