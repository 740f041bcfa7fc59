import { deflateRawSync } from 'node:zlib';
import { dicomFile, encapsulated, sequence, shape, type DicomElement } from './dicom-file.js';
import { jpegExtended, jpegLossless, jpegLs, jpeg2000, runLengths } from './dicom-encoders.js';
import { drawing } from './pictures.js';
import { sample } from './sample.js';
import type { Sample } from './sample.js';

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const DEFLATED = '1.2.840.10008.1.2.1.99';
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
const SIDE = 128;
const CT = shape({ width: SIDE, height: SIDE, allocated: 16, stored: 12 });
/** Soft tissue, in Hounsfield units. */
const WINDOW: DicomElement[] = [[0x28, 0x1050, 'DS', '40'], [0x28, 0x1051, 'DS', '400']];
const HOUNSFIELD: DicomElement[] = [[0x28, 0x1052, 'DS', '-1024'], [0x28, 0x1053, 'DS', '1']];

/** 12 bits in 16: a disc of 40 HU in air. */
function slice(radius: number): Uint16Array {
  return Uint16Array.from({ length: SIDE * SIDE }, (_, index) => {
    const distance = Math.hypot((index % SIDE) - SIDE / 2, Math.floor(index / SIDE) - SIDE / 2);
    return 1024 + (distance < radius ? 40 : -1000);
  });
}

const bytesOf = (pixels: Uint16Array) => Buffer.from(pixels.buffer);

/** Like a CT slice: 128 x 128, 16 bits, Hounsfield units by slope and intercept, a soft-tissue window. */
export const sampleDicom = (folder: string): Promise<Sample> =>
  sample(folder, 'slice.dcm', () => dicomFile(EXPLICIT_LITTLE_ENDIAN, [...CT, ...WINDOW, ...HOUNSFIELD, [0x7fe0, 0x10, 'OW', bytesOf(slice(40))]]));

/** The same slice, with everything behind its head deflated. PS3.5, A.5 */
export const sampleDicomDeflated = (folder: string): Promise<Sample> =>
  sample(folder, 'slice-deflated.dcm', () => {
    const plain = dicomFile(DEFLATED, [...CT, ...WINDOW, ...HOUNSFIELD, [0x7fe0, 0x10, 'OW', bytesOf(slice(40))]]);
    const behind = plain.indexOf(Buffer.from([0x10, 0, 0x10, 0]), 132); // where the patient's name begins
    return Buffer.concat([plain.subarray(0, behind), deflateRawSync(plain.subarray(behind))]);
  });

/** The same slice, compressed. */
const compressed = (name: string, syntax: string, encode: (pixels: Uint16Array, side: number) => Uint8Array | Promise<Uint8Array>) => (folder: string) =>
  sample(folder, name, async () => dicomFile(syntax, [...CT, ...WINDOW, ...HOUNSFIELD, encapsulated([await encode(slice(40), SIDE)])]));

export const sampleDicomRle = compressed('slice-rle.dcm', '1.2.840.10008.1.2.5', runLengths);
export const sampleDicomJpeg12 = compressed('slice-12.dcm', '1.2.840.10008.1.2.4.51', jpegExtended);
export const sampleDicomJpegLossless = compressed('slice-lossless.dcm', '1.2.840.10008.1.2.4.70', jpegLossless);
export const sampleDicomJpegLs = compressed('slice-ls.dcm', '1.2.840.10008.1.2.4.80', jpegLs);
export const sampleDicomJpeg2000 = compressed('slice-2000.dcm', '1.2.840.10008.1.2.4.90', jpeg2000);

/** Forty slices in one object, as new CTs write it: what the numbers mean is said beside the frames. The disc grows. PS3.3, C.7.6.16 */
export function sampleDicomSlices(folder: string): Promise<Sample> {
  const frames = Array.from({ length: 40 }, (_, index) => slice(index + 10));
  return sample(folder, 'slices.dcm', () =>
    dicomFile(EXPLICIT_LITTLE_ENDIAN, [
      ...CT,
      [0x28, 8, 'IS', String(frames.length)],
      [0x5200, 0x9229, 'SQ', sequence([[0x28, 0x9145, 'SQ', sequence(HOUNSFIELD)]])],
      [0x5200, 0x9230, 'SQ', sequence(...frames.map((): DicomElement[] => [[0x28, 0x9132, 'SQ', sequence(WINDOW)]]))],
      [0x7fe0, 0x10, 'OW', Buffer.concat(frames.map(bytesOf))],
    ]));
}

const COLOUR = shape({ width: 320, height: 240, allocated: 8, stored: 8, samples: 3, interpretation: 'YBR_FULL_422' });

/** Like a picture of a camera: colour, JPEG baseline, encapsulated. PS3.5, A.4 */
export const sampleDicomJpeg = (folder: string): Promise<Sample> =>
  sample(folder, '1.2.840.99999.7', async () => dicomFile(JPEG_BASELINE, [...COLOUR, encapsulated([await drawing(320, 240).jpeg().toBuffer()])]));

/** Like a loop of an ultrasound: three frames in colour. */
export const sampleDicomUltrasound = (folder: string): Promise<Sample> =>
  sample(folder, 'loop.dcm', async () => {
    const frame = await drawing(320, 240).jpeg().toBuffer();
    return dicomFile(JPEG_BASELINE, [[8, 0x60, 'CS', 'US'], ...COLOUR, [0x28, 8, 'IS', '3'], encapsulated([frame, frame, frame])]);
  });
