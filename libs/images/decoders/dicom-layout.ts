import type { DataSet } from 'dicom-parser';
import { assertPixels } from '../pixel-limit.js';
import { Refusal } from '../refusal.js';

/** How the samples of one frame lie, in little endian. PS3.3 C.7.6.3 */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Samples a pixel. */
  readonly samples: 1 | 3;
  /** Bits that a sample takes. */
  readonly allocated: 8 | 16;
  /** All of one colour, then all of the next. */
  readonly isPlanar: boolean;
  /** Such as MONOCHROME2 or RGB. */
  readonly interpretation: string;
}

/** Samples with the layout that they came out in: a codec may undo the colour space and the planes. */
export interface Frame extends Layout {
  readonly bytes: Uint8Array;
}

/** @throws Refusal of what is no picture of 8 or 16 bits, or of too many pixels */
export function layoutOf(dataSet: DataSet): Layout {
  const width = dataSet.uint16('x00280011') ?? 0;
  const height = dataSet.uint16('x00280010') ?? 0;
  assertPixels(width, height);
  const samples = dataSet.uint16('x00280002') ?? 1;
  const allocated = dataSet.uint16('x00280100');
  if ((samples !== 1 && samples !== 3) || (allocated !== 8 && allocated !== 16)) throw new Refusal('unsupported');
  return { width, height, samples, allocated, isPlanar: dataSet.uint16('x00280006') === 1, interpretation: dataSet.string('x00280004') ?? '' };
}

/** Bytes of one frame; a pixel of 4:2:2 shares its colours with its neighbour. */
export function bytesOf({ width, height, samples, allocated, interpretation }: Layout): number {
  return (width * height * (interpretation === 'YBR_FULL_422' ? 2 : samples) * allocated) / 8;
}
