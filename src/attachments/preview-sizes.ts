import type { Attachment } from './attachment.js';

/** The boxes, in pixels, that previews are fitted into; made by libs/images. */
export const PREVIEW_SIZES = [240, 960, 1920] as const;
export const [THUMBNAIL, MIDDLE, LARGE] = PREVIEW_SIZES;

type Measured = Pick<Attachment, 'width' | 'height'>;

/** The largest preview up to that size: a small original has no large ones. */
export function nearestPreview({ width, height }: Measured, wanted: number): number {
  const longer = Math.max(width ?? 0, height ?? 0);
  const made = PREVIEW_SIZES.filter((_, at) => at === 0 || longer > PREVIEW_SIZES[at - 1]!);
  return made.filter((size) => size <= wanted).at(-1) ?? made[0]!;
}

/** Width and height of a picture in a box, for its attributes: the page does not jump when it comes. */
export function fitted({ width, height }: Measured, box: { readonly width: number; readonly height: number }): { width: number; height: number } {
  if (!width || !height) return box;
  const scale = Math.min(box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
