import sharp from 'sharp';
import { assertPixels, MOST_PIXELS } from '../pixel-limit.js';
import { firstPages, type Decoder } from './decoder.js';

// Sharp goes by content, and can read more than what is asked of it here. SVG stays possible from memory only: our own.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadTiff', 'VipsForeignLoadSvgBuffer'] });
sharp.cache(false);

/** More than any fax. */
const MOST_PAGES = 100;

/** JPEG (CMYK too), PNG, GIF (its first frame), TIFF (its pages) and WebP, turned as their EXIF says. */
export const raster: Decoder = async (source) => {
  const first = await opened(source, 0);
  const pages = first.format === 'tiff' ? first.pages : 1;
  return { ...firstPages(pages, MOST_PAGES), page: async (index) => (index === 0 ? first : opened(source, index)) };
};

async function opened(source: string, page: number) {
  // 'error' lets warnings pass: many phones and scanners write JPEGs that are a little off but whole.
  const image = sharp(source, { failOn: 'error', limitInputPixels: MOST_PIXELS, page });
  const { autoOrient: { width, height }, format, pages = 1 } = await image.metadata();
  assertPixels(width, height);
  return { image: image.autoOrient(), width, height, format, pages };
}
