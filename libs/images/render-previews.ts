import { join } from 'node:path';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Picture } from './decoders/decoder.js';
import type { PreviewFile, PreviewTarget } from './preview-result.js';

const SIZES = [240, 960, 1920] as const;
/** A page of 20 thumbnails stays under 160 kB on a link that carries 32 kB a second. */
const THUMBNAIL_BYTES = 8000;
const THUMBNAIL_QUALITIES = [70, 50, 30, 15, 5, 1];
const QUALITY = 75;
/** Half the time of sharp's default (4) for the same number of bytes. */
const EFFORT = 2;
const PLACEHOLDER = 16;

export interface RenderedFile extends PreviewFile {
  readonly content: Buffer;
}

/** Decodes once, at the largest size, and makes the others from that. Sharp keeps no metadata unless asked, and converts to sRGB. */
export async function renderPreviews({ image, width, height }: Picture, target: PreviewTarget): Promise<{ files: RenderedFile[]; placeholder: string }> {
  const { data, info } = await fitted(image, SIZES[SIZES.length - 1]).flatten({ background: '#fff' }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const decoded = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

  const files: RenderedFile[] = [];
  for (const [index, size] of SIZES.entries()) {
    const smaller = SIZES[index - 1] ?? 0;
    if (Math.max(width, height) <= smaller) break;
    const made = size === SIZES[0] ? await thumbnail(fitted(decoded(), size)) : await webp(fitted(decoded(), size), QUALITY);
    files.push({ size, width: made.info.width, height: made.info.height, path: join(target.folder, `${target.base}-${size}.webp`), bytes: made.data.length, content: made.data });
  }

  const placeholder = await webp(fitted(decoded(), PLACEHOLDER), 20);
  return { files, placeholder: `data:image/webp;base64,${placeholder.data.toString('base64')}` };
}

function fitted(image: Sharp, size: number): Sharp {
  return image.resize(size, size, { fit: 'inside', withoutEnlargement: true });
}

/** Quality gives way until it is small enough. */
async function thumbnail(image: Sharp): ReturnType<typeof webp> {
  for (const quality of THUMBNAIL_QUALITIES) {
    const made = await webp(image, quality);
    if (made.data.length < THUMBNAIL_BYTES) return made;
  }
  return webp(image.resize(SIZES[0] / 2, SIZES[0] / 2, { fit: 'inside', withoutEnlargement: true }), THUMBNAIL_QUALITIES[0]);
}

function webp(image: Sharp, quality: number) {
  return image.webp({ quality, effort: EFFORT }).toBuffer({ resolveWithObject: true });
}
