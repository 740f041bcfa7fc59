import loadCharls from '@cornerstonejs/codec-charls/decodewasmjs';
import { jpegPrecision } from './dicom-jpeg-header.js';
import type { Frame, Layout } from './dicom-layout.js';
import { decodeInWasm } from './decode-in-wasm.js';

/** JPEG-LS, lossless or nearly, by CharLS. ITU-T T.87 */
export async function jpegLs(encoded: Buffer, layout: Layout): Promise<Frame> {
  jpegPrecision(encoded, layout);
  const { JpegLSDecoder } = await loadCharls();
  const decoder = new JpegLSDecoder();
  const frame = decodeInWasm(decoder, encoded, layout);
  return { ...frame, isPlanar: decoder.getInterleaveMode() === 0 };
}
