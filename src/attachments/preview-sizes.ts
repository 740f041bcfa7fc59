import type { Attachment } from './attachment.js';

/** The boxes, in pixels, that previews are fitted into; made by libs/images. */
export const PREVIEW_SIZES = [240, 960, 1920] as const;
export const [THUMBNAIL, MIDDLE, LARGE] = PREVIEW_SIZES;

type Measured = Pick<Attachment, 'width' | 'height'>;

/** Width and height of a picture in a box, for its attributes: the page does not jump when it comes. */
export function fitted({ width, height }: Measured, box: { readonly width: number; readonly height: number }): { width: number; height: number } {
  if (!width || !height) return box;
  const scale = Math.min(box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
