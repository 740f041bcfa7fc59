import sharp from 'sharp';

/** Pixels of the longer side: more does not show on A4, and memory grows with it. */
const LONGER_SIDE = 1600;

/**
 * Writes a preview as the JPEG that goes into a PDF. The previews are WebPs that our own process has made, not what
 * strangers sent, so this needs no process of its own.
 * @returns false when there is no such preview
 */
export async function pictureForPrint(preview: string, target: string): Promise<boolean> {
  const picture = sharp(preview, { limitInputPixels: 1920 * 1920 }).resize({ width: LONGER_SIDE, height: LONGER_SIDE, fit: 'inside', withoutEnlargement: true });
  return picture.flatten({ background: '#fff' }).jpeg({ quality: 82 }).toFile(target).then(() => true, () => false);
}
