/**
 * One decoder a format, by canonical extension. Only the child process may load this folder.
 */
import { bmp } from './bmp.js';
import type { Decoder } from './decoder.js';
import { dicom } from './dicom.js';
import { heic } from './heic.js';
import { pdf } from './pdf.js';
import { raster } from './raster.js';
import { video } from './video.js';

const mov = video('mov');

export const decoders: Readonly<Record<string, Decoder>> = {
  jpg: raster, png: raster, gif: raster, tif: raster, webp: raster, bmp, heic,
  dcm: dicom, pdf,
  mp4: mov, mov, '3gp': mov, webm: video('matroska'), avi: video('avi'),
};
