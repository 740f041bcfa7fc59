import sharp from 'sharp';

/** Pixels of the longer side: more does not show on A4, and memory grows with it. */
const LONGER_SIDE = 1600;

/**
 * Turns a preview (a WebP) into the JPEG that goes into a PDF. The previews are WebPs that our own process has made, not what
 * strangers sent, so this needs no process of its own.
 * @throws Error of sharp when it can't be read
 */
export function pictureForPrint(preview: Buffer): Promise<Buffer> {
  const picture = sharp(preview, { limitInputPixels: 1920 * 1920 }).resize({ width: LONGER_SIDE, height: LONGER_SIDE, fit: 'inside', withoutEnlargement: true });
  return picture.flatten({ background: '#fff' }).jpeg({ quality: 82 }).toBuffer();
}
