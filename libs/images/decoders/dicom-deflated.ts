import { inflateRawSync } from 'node:zlib';
import dicomParser from 'dicom-parser';
import { Refusal } from '../refusal.js';

const DEFLATED = '1.2.840.10008.1.2.1.99';
const PLAIN = '1.2.840.10008.1.2.1';
/** Two bytes for each of the most pixels that are decoded at all, and as much again for what is said of them. */
const MOST_BYTES = 400_000_000;

/**
 * An object as it was before everything behind its head was deflated; any other as it is. Not left to the parser, which
 * would inflate a bomb whole. PS3.5 A.5
 * @throws Refusal of more than could be looked at
 */
export function inflated(bytes: Buffer): Buffer {
  const head = dicomParser.readPart10Header(bytes);
  const syntax = head.elements.x00020010;
  if (!syntax || head.string('x00020010') !== DEFLATED) return bytes;
  const start = (head as unknown as { position: number }).position;
  const plainHead = Buffer.from(bytes.subarray(0, start)).fill(0, syntax.dataOffset, syntax.dataOffset + syntax.length);
  plainHead.write(PLAIN, syntax.dataOffset, 'latin1');
  return Buffer.concat([plainHead, inflate(bytes.subarray(start))]);
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw new Refusal((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken');
  }
}
