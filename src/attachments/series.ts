import type { Attachment } from './attachment.js';

/** As many small pictures as a strip bears. */
const STRIP = 24;

/** The pictures in their order, but the slices of a series one after the other, as the scanner counted them, where the first of them came. */
export function inSeriesOrder(files: readonly Attachment[]): Attachment[] {
  const firstOf = new Map(files.map(({ series }, at) => [series, at] as const).toReversed());
  const places = files.map((file, at) => ({ file, at: file.series ? firstOf.get(file.series)! : at }));
  return places.sort((a, b) => a.at - b.at || a.file.seriesPlace - b.file.seriesPlace).map(({ file }) => file);
}

/** The slices of a file's series, with the numbers that they have in it, from 1: those around it when there are many; none when it is alone. */
export function slicesAround(file: Attachment, ordered: readonly Attachment[]): { count: number; current: number; slices: { number: number; file: Attachment }[] } | null {
  const all = file.series ? ordered.filter(({ series }) => series === file.series) : [];
  if (all.length < 2) return null;
  const at = all.indexOf(file);
  const start = Math.max(0, Math.min(at - STRIP / 2, all.length - STRIP));
  return { count: all.length, current: at + 1, slices: all.slice(start, start + STRIP).map((one, place) => ({ number: start + place + 1, file: one })) };
}
