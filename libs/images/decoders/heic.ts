import { readFile } from 'node:fs/promises';
import heicDecode from 'heic-decode';
import { assertPixels } from '../pixel-limit.js';
import { single, type Decoder } from './decoder.js';
import { fromPixels } from './from-pixels.js';

/** HEIC of phones; its main picture. The rotation is part of the picture here, so libheif has applied it. */
export const heic: Decoder = async (source) => {
  const images = await heicDecode.all({ buffer: await readFile(source) });
  try {
    assertPixels(images[0].width, images[0].height);
    const { data, width, height } = await images[0].decode();
    return single(fromPixels(new Uint8Array(data.buffer), width, height, 4));
  } finally {
    images.dispose();
  }
};
