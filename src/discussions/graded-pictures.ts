import type { CaseFileSummary } from '../cases/index.js';
import { QUALITIES, type AnswerParts, type PictureQuality } from './message.js';

const isQuality = (value: unknown): value is PictureQuality => QUALITIES.includes(value as PictureQuality);

/**
 * What a specialist said of each picture, from the fields `quality.{id}` of the answer's form. Pictures without a
 * judgement, and judgements of what is no picture of the case, are left out.
 */
export function gradedPictures(fields: Readonly<Record<string, unknown>>, files: readonly CaseFileSummary[]): AnswerParts['pictures'] {
  return files.flatMap(({ id, name, isPicture }) => {
    const quality = fields[`quality.${id}`];
    return isPicture && isQuality(quality) ? [{ id, name, quality }] : [];
  });
}
