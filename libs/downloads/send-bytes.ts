import type { Request, Response } from 'express';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange } from '#libs/storage/file-store';
import { ISOLATED } from './isolated.js';
import { unlessGone } from './unless-gone.js';

/** Something to download, whole or in parts. */
export interface Download {
  readonly bytes: number;
  /** The same only as long as every byte is. Lets a browser go on where a broken download stopped. */
  readonly version: string;
  open(range?: ByteRange): Promise<Readable>;
}

/**
 * Sends the bytes that were asked for, in exactly that number, and isolated: no compression changes it. A source that breaks cuts
 * the answer short, so that nobody takes it for whole. RFC 9110, section 14
 * @throws whatever `open` throws, before anything is sent
 */
export async function sendBytes(request: Request, response: Response, { bytes, version, open }: Download): Promise<void> {
  const etag = `"${version}"`;
  response.set({ ...ISOLATED, 'Accept-Ranges': 'bytes', ETag: etag });
  const asked = rangeOf(request, bytes, etag);
  if (asked === 'beyond') return void response.status(416).set('Content-Range', `bytes */${bytes}`).end();

  const source = await open(asked);
  const { start, end } = asked ?? { start: 0, end: bytes - 1 };
  if (asked) response.status(206).set('Content-Range', `bytes ${start}-${end}/${bytes}`);
  response.set('Content-Length', String(end - start + 1));
  if (request.method === 'HEAD') {
    source.destroy();
    return void response.end();
  }
  await unlessGone(pipeline(source, response));
}

/** The one part that is asked for; undefined for the whole, which may also answer a request for several parts. */
function rangeOf(request: Request, bytes: number, etag: string): ByteRange | 'beyond' | undefined {
  const onlyOf = request.get('if-range');
  if (onlyOf && onlyOf !== etag) return undefined;
  // What has fewer bytes than the last ones that are asked for is sent whole, which the library takes for a mistake. RFC 9110, 14.1.2
  if (bytes > 0 && Number(/^bytes=-(\d+)$/.exec(request.get('range') ?? '')?.[1]) > bytes) return { start: 0, end: bytes - 1 };
  const ranges = request.range(bytes);
  if (ranges === -1) return 'beyond';
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
}
