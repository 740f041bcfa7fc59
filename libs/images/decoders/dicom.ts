import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import dicomParser from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import { Refusal } from '../refusal.js';
import type { Decoder, Picture, Series } from './decoder.js';
import { mayHaveBurnedInText } from './dicom-burned-in-text.js';
import { colours } from './dicom-colour.js';
import { inflated } from './dicom-deflated.js';
import { frameOf } from './dicom-frames.js';
import { greyscale } from './dicom-greyscale.js';
import { layoutOf, type Frame } from './dicom-layout.js';
import { fromPixels } from './from-pixels.js';

/** As many as a strip under the picture bears; a loop of an ultrasound has hundreds. */
const MOST_FRAMES = 24;

/** The frames of a DICOM object in every transfer syntax that machines in hospitals write; of very many, some from first to last. PS3.5 annex A */
export const dicom: Decoder = async (source) => {
  const dataSet = dicomParser.parseDicom(inflated(await readFile(source)));
  const pixelData = dataSet.elements.x7fe00010;
  if (!pixelData) throw new Refusal('unsupported');

  const layout = layoutOf(dataSet);
  const pages = Math.max(1, dataSet.intString('x00280008') ?? 1);
  const page = async (index: number) => pictureOf(dataSet, await frameOf(dataSet, pixelData, layout, index), index);
  return { pages, shown: spread(pages, MOST_FRAMES), page, hasBurnedInText: mayHaveBurnedInText(dataSet), series: seriesOf(dataSet) };
};

function pictureOf(dataSet: DataSet, frame: Frame, index: number): Picture {
  const isGrey = frame.interpretation.startsWith('MONOCHROME') && frame.samples === 1;
  return isGrey ? fromPixels(greyscale(dataSet, frame, index), frame.width, frame.height, 1) : fromPixels(colours(dataSet, frame), frame.width, frame.height, 3);
}

/** Which files belong together, and the place of this one among them. What the scanner called the series stays here: whoever knows that name could find the patient by it. */
function seriesOf(dataSet: DataSet): Series | undefined {
  const uid = dataSet.string('x0020000e');
  return uid ? { id: createHash('sha256').update(uid).digest('base64url').slice(0, 22), place: dataSet.intString('x00200013') || 0 } : undefined;
}

/** At most `most` of `count`, evenly, with the first and the last. */
function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
