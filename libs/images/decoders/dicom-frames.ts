import dicomParser from 'dicom-parser';
import type { DataSet, Element } from 'dicom-parser';
import { Refusal } from '../refusal.js';
import { jpeg2000 } from './dicom-jpeg-2000.js';
import { jpegLs } from './dicom-jpeg-ls.js';
import { jpeg, jpegLossless } from './dicom-jpeg.js';
import { bytesOf, type Frame, type Layout } from './dicom-layout.js';
import { rle } from './dicom-rle.js';

type Codec = (encoded: Buffer, layout: Layout) => Frame | Promise<Frame>;

/** Transfer syntaxes with a stream for each frame. PS3.6 table A-1 */
const CODECS: Readonly<Record<string, Codec>> = {
  '1.2.840.10008.1.2.4.50': jpeg,
  '1.2.840.10008.1.2.4.51': jpeg,
  '1.2.840.10008.1.2.4.57': jpegLossless,
  '1.2.840.10008.1.2.4.70': jpegLossless,
  '1.2.840.10008.1.2.4.80': jpegLs,
  '1.2.840.10008.1.2.4.81': jpegLs,
  '1.2.840.10008.1.2.4.90': jpeg2000,
  '1.2.840.10008.1.2.4.91': jpeg2000,
  '1.2.840.10008.1.2.5': rle,
};
const LITTLE_ENDIAN = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1']);
const BIG_ENDIAN = '1.2.840.10008.1.2.2';

/** One frame of an object, decompressed. @throws Refusal of a transfer syntax that is not known, or a frame that is not there */
export async function frameOf(dataSet: DataSet, pixelData: Element, layout: Layout, index: number): Promise<Frame> {
  const syntax = dataSet.string('x00020010') ?? '';
  const codec = CODECS[syntax];
  if (codec) return checked(await codec(streamOf(dataSet, pixelData, index), layout));
  if (!LITTLE_ENDIAN.has(syntax) && syntax !== BIG_ENDIAN) throw new Refusal('unsupported');

  const length = bytesOf(layout);
  const start = pixelData.dataOffset + index * length;
  const bytes = Buffer.from(dataSet.byteArray.subarray(start, start + length));
  return checked({ ...layout, bytes: syntax === BIG_ENDIAN && layout.allocated === 16 && bytes.length === length ? bytes.swap16() : bytes });
}

/** A frame is found by the table of offsets; where that is empty, each fragment is a frame, or all are the only one. PS3.5 A.4 */
function streamOf(dataSet: DataSet, pixelData: Element, index: number): Buffer {
  const fragments = pixelData.fragments ?? [];
  const isOnly = (dataSet.intString('x00280008') ?? 1) <= 1;
  if (!isOnly && pixelData.basicOffsetTable?.length) return Buffer.from(dicomParser.readEncapsulatedImageFrame(dataSet, pixelData, index));
  if (index >= fragments.length) throw new Refusal('broken');
  return Buffer.from(dicomParser.readEncapsulatedPixelDataFromFragments(dataSet, pixelData, isOnly ? 0 : index, isOnly ? fragments.length : 1));
}

function checked(frame: Frame): Frame {
  if (frame.bytes.length < bytesOf(frame)) throw new Refusal('broken');
  return frame;
}
