import { encode } from 'bmp-ts';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import { projectRoot } from '#config/root';
import { dicomOf } from './dicom.js';
import type { Prop } from './props.js';

const fileOf = (name: string) => readFile(join(projectRoot, 'src/demo/files', name));

/** As a telephone would tell it: with what, when and where; the place is in the open sea, where nobody is. */
const EXIF = {
  IFD0: { Make: 'Fictional Camera Works', Model: 'Pinhole 12' },
  IFD2: { DateTimeOriginal: '2026:01:05 10:40:00' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '0/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 0/1 0/1' },
};

/** How a drawing (SVG) becomes a file of that kind. */
const ENCODERS: Record<string, (drawing: Buffer) => Promise<Buffer>> = {
  '.jpg': (drawing) => sharp(drawing).flatten().withExif(EXIF).jpeg({ quality: 88 }).toBuffer(),
  '.tif': (drawing) => sharp(drawing).flatten().greyscale().tiff({ compression: 'lzw' }).toBuffer(),
  '.bmp': async (drawing) => {
    const { data, info } = await sharp(drawing).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return encode({ data: data.swap32(), width: info.width, height: info.height, bitPP: 24 }).data; // it wants ABGR
  },
  '.dcm': async (drawing) => {
    const { data, info } = await sharp(drawing).flatten().greyscale().raw().toBuffer({ resolveWithObject: true });
    return dicomOf(data, info);
  },
};

/** A picture made of one of our drawings, in the format that its name says. */
export const picture = (name: string, drawing: string, description: string, view?: string): Prop => ({
  name, description, view, make: async () => ENCODERS[extname(name)]!(await fileOf(drawing)),
});

/** A file that is taken as it is. */
export const document = (name: string, description: string): Prop => ({ name, description, make: () => fileOf(name) });
