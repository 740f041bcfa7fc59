import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { assertPixels, MOST_PIXELS } from '../pixel-limit.js';
import { Refusal } from '../refusal.js';
import { single, type Decoder } from './decoder.js';

/** Of CPU for ffmpeg, in seconds; the limits of this process for memory hold for it too. It must be gone before this process would be. */
const SECONDS = 15;
const LIMITED = `ulimit -t ${SECONDS} && exec ffmpeg "$@"`;
const MOST_BYTES = 256 * 1024 * 1024;
/** What the shell says of a program that is not there. */
const NOT_FOUND = 127;

/** The first frames; the one that is most like the others among them is no black opening. */
const POSTER = ['-map', '0:v:0', '-vf', 'thumbnail=25', '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'png', 'pipe:1'];
/** Nothing but this file is opened, whatever it asks for, and what it is was found out before. */
const CAREFUL = ['-v', 'error', '-nostdin', '-threads', '1', '-protocol_whitelist', 'file', '-max_pixels', String(MOST_PIXELS)];

/** The poster of a recording that `format` of ffmpeg reads, if ffmpeg is installed. */
export const video = (format: string): Decoder => async (source) => {
  const png = await framed(['-c', LIMITED, 'ffmpeg', ...CAREFUL, '-f', format, '-i', `file:${source}`, ...POSTER]);
  const image = sharp(png, { failOn: 'error', limitInputPixels: MOST_PIXELS });
  const { width, height } = await image.metadata();
  assertPixels(width, height);
  return single({ image, width, height });
};

async function framed(args: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await promisify(execFile)('/bin/sh', args, { encoding: 'buffer', timeout: SECONDS * 1000, killSignal: 'SIGKILL', maxBuffer: MOST_BYTES });
    return stdout;
  } catch (error) {
    throw new Refusal((error as { code?: unknown }).code === NOT_FOUND ? 'unsupported' : 'broken');
  }
}
