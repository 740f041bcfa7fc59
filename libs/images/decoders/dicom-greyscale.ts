import type { DataSet } from 'dicom-parser';
import { Refusal } from '../refusal.js';

/** Every value that a stored sample of 8 or 16 bits can have, as the grey that a screen shows (0 to 255). PS3.3 C.7.6.3, C.11 */
export function greyscale(dataSet: DataSet, pixels: Buffer, count: number): Uint8Array {
  const allocated = dataSet.uint16('x00280100');
  if (allocated !== 8 && allocated !== 16) throw new Refusal('unsupported');
  if (pixels.length < (count * allocated) / 8) throw new Refusal('broken');

  const sample = allocated === 8 ? (index: number) => pixels[index] : (index: number) => pixels[2 * index] | (pixels[2 * index + 1] << 8);
  const value = valueOfSample(dataSet, allocated);
  const grey = lookUp(value, windowOf(dataSet) ?? wholeRange(sample, value, count), dataSet.string('x00280004') === 'MONOCHROME1');

  const shown = new Uint8Array(count);
  for (let index = 0; index < count; index++) shown[index] = grey[sample(index)];
  return shown;
}

interface Window {
  readonly centre: number;
  readonly width: number;
}

/** The modality's value (a CT's Hounsfield units) of each possible sample: the bits in use, their sign, slope and intercept. */
function valueOfSample(dataSet: DataSet, allocated: number): Float64Array {
  const stored = dataSet.uint16('x00280101') ?? allocated;
  const unused = 32 - ((dataSet.uint16('x00280102') ?? stored - 1) + 1);
  const signed = dataSet.uint16('x00280103') === 1;
  const slope = dataSet.floatString('x00281053') ?? 1;
  const intercept = dataSet.floatString('x00281052') ?? 0;

  return Float64Array.from({ length: 2 ** allocated }, (_, sample) => {
    const inPlace = sample << unused;
    return (signed ? inPlace >> (32 - stored) : inPlace >>> (32 - stored)) * slope + intercept;
  });
}

function windowOf(dataSet: DataSet): Window | undefined {
  const centre = dataSet.floatString('x00281050');
  const width = dataSet.floatString('x00281051');
  return centre !== undefined && width !== undefined && width >= 1 ? { centre, width } : undefined;
}

/** Without a window of its own, a picture is shown from its darkest to its brightest value. */
function wholeRange(sample: (index: number) => number, value: Float64Array, count: number): Window {
  let low = Infinity;
  let high = -Infinity;
  for (let index = 0; index < count; index++) {
    const found = value[sample(index)];
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
