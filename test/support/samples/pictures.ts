import { encode } from 'bmp-ts';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { media, sample } from './sample.js';
import type { Sample } from './sample.js';

/** In the EXIF of the photo, to be searched for in what must not have it. */
export const CAMERA_MAKE = 'Fictional Camera Works';
export const GPS_DATUM = 'WGS-84-fictional';

/** A red square at the top left, so that a turned picture is told from a straight one. */
export function drawing(width: number, height: number): Sharp {
  const side = Math.round(height / 4);
  return sharp(
    Buffer.from(
      `<svg width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="#d9b8a0"/>
      <rect width="${side}" height="${side}" fill="#c00000"/><ellipse cx="60%" cy="55%" rx="18%" ry="22%" fill="#8a3a4a"/></svg>`,
    ),
  ).flatten();
}

/** Grain of two sizes makes a photo take as many bytes as a real one. */
function grain(width: number, sigma: number): Sharp {
  return sharp({ create: { width, height: (width * 3) / 4, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma } } });
}

/** As a phone held upright takes it: 4000 x 3000 pixels to be turned, grain, and an EXIF that says where and with what. */
export function sampleJpeg12MP(folder: string): Promise<Sample> {
  return sample(folder, 'photo-12mp.jpg', async () => {
    const fine = await grain(2000, 20).resize(4000, 3000, { kernel: 'nearest' }).raw().toBuffer();
    const coarse = await grain(1000, 40).resize(4000, 3000).raw().toBuffer();
    const raw = { width: 4000, height: 3000, channels: 3 } as const;
    return drawing(4000, 3000)
      .composite([fine, coarse].map((input) => ({ input, raw, blend: 'overlay' })))
      .withMetadata({ orientation: 6 })
      .withExifMerge({
        IFD0: { Make: CAMERA_MAKE, Model: 'Pinhole 12' },
        IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '1/1 2/1 3/1', GPSLongitudeRef: 'E', GPSLongitude: '4/1 5/1 6/1', GPSMapDatum: GPS_DATUM },
      })
      .jpeg({ quality: 90 })
      .toBuffer();
  });
}

export const sampleJpegCmyk = (folder: string) => sample(folder, 'cmyk.jpg', () => drawing(600, 400).toColourspace('cmyk').jpeg().toBuffer());
export const samplePng = (folder: string) => sample(folder, 'drawing.png', () => drawing(1200, 800).png().toBuffer());
export const sampleWebp = (folder: string) => sample(folder, 'drawing.webp', () => drawing(1200, 800).webp().toBuffer());
export const sampleGif = (folder: string) => sample(folder, 'drawing.gif', () => drawing(320, 200).gif().toBuffer());
export const sampleHeic = (folder: string) => sample(folder, 'photo.heic', () => media('photo.heic'));

/** 24 bits a pixel, as scanners write it. */
export function sampleBmp(folder: string): Promise<Sample> {
  return sample(folder, 'scan.bmp', async () => {
    const { data, info } = await drawing(400, 300).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const abgr = Buffer.from(data).swap32();
    return encode({ data: abgr, width: info.width, height: info.height, bitPP: 24 }).data;
  });
}

/** Three pages. */
export function sampleTiff(folder: string): Promise<Sample> {
  return sample(folder, 'fax.tiff', async () => {
    const pages = await Promise.all([0, 1, 2].map(() => drawing(600, 800).png().toBuffer()));
    return sharp(pages, { join: { animated: true } }).tiff({ compression: 'lzw' }).toBuffer();
  });
}
