import { Refusal } from '../refusal.js';
import { JpegCodes } from './jpeg-codes.js';

/** What stands before the only scan of a picture of one component. */
export interface JpegScan {
  /** In zigzag order. */
  readonly steps: Uint16Array;
  /** Of the mean of a block, and of all else in it. */
  readonly means: JpegCodes;
  readonly others: JpegCodes;
  /** Blocks after which a marker comes; 0 when none does. */
  readonly restartEvery: number;
  /** Where its bits begin. */
  readonly start: number;
}

const [FRAME, CODES, STEPS, RESTART, SCAN] = [0xc1, 0xc4, 0xdb, 0xdd, 0xda];
/** Other processes: progressive, arithmetic, in stages. */
const isOtherFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![FRAME, CODES, 0xc8, 0xcc].includes(marker);

/** Reads the tables of an extended sequential stream. ITU-T T.81, annex B @throws Refusal of another process, of several components, of a table that is missing */
export function jpegScan(stream: Buffer): JpegScan {
  const steps = new Map<number, Uint16Array>();
  const codes = new Map<number, JpegCodes>();
  let stepsOfFrame = -1;
  let restartEvery = 0;
  for (let at = 2; at + 4 <= stream.length && stream[at] === 0xff;) {
    const marker = stream[at + 1]!;
    const segment = stream.subarray(at + 4, at + 2 + stream.readUInt16BE(at + 2));
    at += 2 + stream.readUInt16BE(at + 2);
    if (isOtherFrame(marker)) throw new Refusal('unsupported');
    if (marker === STEPS) readSteps(segment, steps);
    if (marker === CODES) readCodes(segment, codes);
    if (marker === RESTART) restartEvery = segment.readUInt16BE(0);
    if (marker === FRAME) {
      if (segment[5] !== 1) throw new Refusal('unsupported');
      stepsOfFrame = segment[8]!;
    }
    if (marker !== SCAN) continue;
    const found = { steps: steps.get(stepsOfFrame), means: codes.get(segment[2]! >> 4), others: codes.get(0x10 | (segment[2]! & 0xf)) };
    if (!found.steps || !found.means || !found.others) throw new Refusal('broken');
    return { steps: found.steps, means: found.means, others: found.others, restartEvery, start: at };
  }
  throw new Refusal('broken');
}

/** Several tables may share a segment; each says whether its numbers take one byte or two. T.81 B.2.4.1 */
function readSteps(segment: Buffer, into: Map<number, Uint16Array>): void {
  for (let at = 0; at < segment.length;) {
    const [size, id] = [segment[at]! >> 4 ? 2 : 1, segment[at]! & 0xf];
    const from = at + 1;
    at = from + 64 * size;
    if (at > segment.length) throw new Refusal('broken');
    into.set(id, Uint16Array.from({ length: 64 }, (_, nth) => segment.readUIntBE(from + nth * size, size)));
  }
}

/** T.81 B.2.4.2 */
function readCodes(segment: Buffer, into: Map<number, JpegCodes>): void {
  for (let at = 0; at + 17 <= segment.length;) {
    const counts = segment.subarray(at + 1, at + 17);
    const values = segment.subarray(at + 17, at + 17 + counts.reduce((sum, count) => sum + count, 0));
    into.set(segment[at]!, new JpegCodes(counts, values));
    at += 17 + values.length;
  }
}
