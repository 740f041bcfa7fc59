import loadOpenJpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { Refusal } from '../refusal.js';
import { decodeInWasm } from './decode-in-wasm.js';
import type { Frame, Layout } from './dicom-layout.js';

/** JPEG 2000, lossless or not, by OpenJPEG, which undoes its colour transform too. ITU-T T.800 */
export async function jpeg2000(encoded: Buffer, layout: Layout): Promise<Frame> {
  assertSize(encoded, layout);
  const { J2KDecoder } = await loadOpenJpeg();
  const interpretation = layout.interpretation.replace(/^YBR_(?:RCT|ICT)$/, 'RGB');
  return { ...decodeInWasm(new J2KDecoder(), encoded, layout), isPlanar: false, interpretation };
}

/** The stream opens with its size (SIZ), which must be what the object around it says. T.800 A.5.1 */
function assertSize(encoded: Buffer, { width, height }: Layout): void {
  if (encoded.length < 24 || encoded.readUInt32BE(0) !== 0xff4fff51) throw new Refusal('broken');
  const [right, bottom, left, top] = [8, 12, 16, 20].map((at) => encoded.readUInt32BE(at)) as [number, number, number, number];
  if (right - left !== width || bottom - top !== height) throw new Refusal('broken');
}
