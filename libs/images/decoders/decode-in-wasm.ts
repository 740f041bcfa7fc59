import { Refusal } from '../refusal.js';
import { bytesOf, type Frame, type Layout } from './dicom-layout.js';

/**
 * Runs one decoder of a stream whose size has been looked at. Each stream gets a fresh instance, since one that has
 * trapped is of no more use; the memory goes with it. These decoders say that a stream is broken by giving less than
 * they should.
 */
export function decodeInWasm(decoder: WasmDecoder, encoded: Buffer, layout: Layout): Frame {
  decoder.getEncodedBuffer(encoded.length).set(encoded);
  decoder.decode();
  const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
  const frame = { ...layout, interpretation: layout.interpretation.replace('_422', ''), allocated: bitsPerSample > 8 ? 16 : 8 } as const;
  const isAsSaid = width === layout.width && height === layout.height && componentCount === layout.samples;
  if (!isAsSaid || bitsPerSample > 16) throw new Refusal('broken');

  const bytes = Uint8Array.from(decoder.getDecodedBuffer());
  if (bytes.length < bytesOf(frame)) throw new Refusal('broken');
  return { ...frame, bytes };
}
