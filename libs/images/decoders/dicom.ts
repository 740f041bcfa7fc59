import { readFile } from 'node:fs/promises';
import dicomParser from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import sharp from 'sharp';
import { assertPixels, MOST_PIXELS } from '../pixel-limit.js';
import { Refusal } from '../refusal.js';
import type { Decoded, Decoder } from './decoder.js';
import { greyscale } from './dicom-greyscale.js';
import { fromPixels } from './from-pixels.js';

const LITTLE_ENDIAN = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1']);
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';

/** The first frame of a DICOM object: uncompressed grey of 8 to 16 bits or RGB, and JPEG baseline. PS3.5 annex A */
export const dicom: Decoder = async (source) => {
  const bytes = await readFile(source);
  const dataSet = dicomParser.parseDicom(bytes);
  const pixelData = dataSet.elements.x7fe00010;
  if (!pixelData) throw new Refusal('unsupported');

  const width = dataSet.uint16('x00280011') ?? 0;
  const height = dataSet.uint16('x00280010') ?? 0;
  assertPixels(width, height);
  const pages = Math.max(1, dataSet.intString('x00280008') ?? 1);

  const syntax = dataSet.string('x00020010') ?? '';
  if (syntax === JPEG_BASELINE) return { ...jpegFrame(dataSet), width, height, pages };
  if (LITTLE_ENDIAN.has(syntax)) return { ...rawFrame(dataSet, bytes.subarray(pixelData.dataOffset), width, height), pages };
  throw new Refusal('unsupported');
};

function jpegFrame(dataSet: DataSet): Pick<Decoded, 'image'> {
  const element = dataSet.elements.x7fe00010;
  const frame = element.basicOffsetTable?.length
    ? dicomParser.readEncapsulatedImageFrame(dataSet, element, 0)
    : dicomParser.readEncapsulatedPixelDataFromFragments(dataSet, element, 0, framesAreFragments(dataSet) ? 1 : element.fragments?.length);
  const image = sharp(frame, { failOn: 'error', limitInputPixels: MOST_PIXELS });
  return { image: dataSet.string('x00280004') === 'MONOCHROME1' ? image.negate() : image };
}

function framesAreFragments(dataSet: DataSet): boolean {
  return (dataSet.intString('x00280008') ?? 1) > 1;
}

function rawFrame(dataSet: DataSet, pixels: Buffer, width: number, height: number): Decoded {
  const interpretation = dataSet.string('x00280004') ?? '';
  if (interpretation.startsWith('MONOCHROME')) return fromPixels(greyscale(dataSet, pixels, width * height), width, height, 1);

  const interleavedBytes = dataSet.uint16('x00280100') === 8 && (dataSet.uint16('x00280006') ?? 0) === 0;
  if (interpretation !== 'RGB' || !interleavedBytes) throw new Refusal('unsupported');
  return fromPixels(pixels.subarray(0, width * height * 3), width, height, 3);
}
