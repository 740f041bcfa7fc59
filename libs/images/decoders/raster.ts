import sharp from 'sharp';
import { assertPixels, MOST_PIXELS } from '../pixel-limit.js';
import type { Decoder } from './decoder.js';

// Sharp goes by content, and can read more than what is asked of it here. SVG stays possible from memory only: our own.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadTiff', 'VipsForeignLoadSvgBuffer'] });
sharp.cache(false);

/** JPEG (CMYK too), PNG, GIF, TIFF and WebP; the first page or frame, turned as its EXIF says. */
export const raster: Decoder = async (source) => {
  // 'error' lets warnings pass: many phones and scanners write JPEGs that are a little off but whole.
  const image = sharp(source, { failOn: 'error', limitInputPixels: MOST_PIXELS });
  const { autoOrient, format, pages = 1 } = await image.metadata();
  assertPixels(autoOrient.width, autoOrient.height);

  return { image: image.autoOrient(), width: autoOrient.width, height: autoOrient.height, pages: format === 'tiff' ? pages : 1 };
};
