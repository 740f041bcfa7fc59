import type { DataSet } from 'dicom-parser';
import { numberOfFrame } from './dicom-attributes.js';
import type { Frame } from './dicom-layout.js';

const WINDOW = 'x00289132';
const TRANSFORMATION = 'x00289145';

/** The samples of a frame as the grey that a screen shows (0 to 255). PS3.3 C.7.6.3, C.11 */
export function greyscale(dataSet: DataSet, { bytes, width, height, allocated, interpretation }: Frame, index: number): Uint8Array {
  const count = width * height;
  const sample = allocated === 8 ? (at: number) => bytes[at]! : (at: number) => bytes[2 * at]! | (bytes[2 * at + 1]! << 8);
  const value = valueOfSample(dataSet, allocated, index);
  const grey = lookUp(value, windowOf(dataSet, index) ?? wholeRange(sample, value, count), interpretation === 'MONOCHROME1');

  const shown = new Uint8Array(count);
  for (let at = 0; at < count; at++) shown[at] = grey[sample(at)]!;
  return shown;
}

interface Window {
  readonly centre: number;
  readonly width: number;
}

/** The modality's value (a CT's Hounsfield units) of each possible sample: the bits in use, their sign, slope and intercept. */
function valueOfSample(dataSet: DataSet, allocated: number, index: number): Float64Array {
  const stored = Math.min(dataSet.uint16('x00280101') ?? allocated, allocated);
  const unused = 32 - (Math.min(dataSet.uint16('x00280102') ?? stored - 1, allocated - 1) + 1);
  const signed = dataSet.uint16('x00280103') === 1;
  const slope = numberOfFrame(dataSet, index, TRANSFORMATION, 'x00281053') ?? 1;
  const intercept = numberOfFrame(dataSet, index, TRANSFORMATION, 'x00281052') ?? 0;

  return Float64Array.from({ length: 2 ** allocated }, (_, sample) => {
    const inPlace = sample << unused;
    return (signed ? inPlace >> (32 - stored) : inPlace >>> (32 - stored)) * slope + intercept;
  });
}

function windowOf(dataSet: DataSet, index: number): Window | undefined {
  const centre = numberOfFrame(dataSet, index, WINDOW, 'x00281050');
  const width = numberOfFrame(dataSet, index, WINDOW, 'x00281051');
  return centre !== undefined && width !== undefined && width >= 1 ? { centre, width } : undefined;
}

/** Without a window of its own, a picture is shown from its darkest to its brightest value. */
function wholeRange(sample: (at: number) => number, value: Float64Array, count: number): Window {
  let low = Infinity;
  let high = -Infinity;
  for (let at = 0; at < count; at++) {
    const found = value[sample(at)]!;
    if (found < low) low = found;
    if (found > high) high = found;
  }
  return { centre: (low + high + 1) / 2, width: high - low + 1 };
}

/** The linear window of PS3.3 C.11.2.1.2.1. */
function lookUp(value: Float64Array, { centre, width }: Window, inverted: boolean): Uint8ClampedArray {
  return Uint8ClampedArray.from(value, (found) => {
    const share = width > 1 ? (found - (centre - 0.5)) / (width - 1) + 0.5 : Number(found > centre - 0.5);
    return 255 * (inverted ? 1 - share : share);
  });
}
