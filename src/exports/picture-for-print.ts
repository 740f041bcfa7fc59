import sharp from 'sharp';

/** Pixels of the longer side: more does not show on A4, and memory grows with it. */
const LONGER_SIDE = 1600;

/**
 * Writes a preview (a WebP) as the JPEG that goes into a PDF. The previews are WebPs that our own process has made, not what
 * strangers sent, so this needs no process of its own.
 * @throws Error of sharp when it can't be read
 */
export async function pictureForPrint(preview: Buffer, target: string): Promise<void> {
  const picture = sharp(preview, { limitInputPixels: 1920 * 1920 }).resize({ width: LONGER_SIDE, height: LONGER_SIDE, fit: 'inside', withoutEnlargement: true });
  await picture.flatten({ background: '#fff' }).jpeg({ quality: 82 }).toFile(target);
}
