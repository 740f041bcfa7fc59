import type { Request, Response } from 'express';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange } from '#libs/storage/disk-store';

/** Something to download, whole or in parts. */
export interface Download {
  readonly bytes: number;
  /** Of the content. Lets a browser go on where a broken download stopped, and only if it is still the same file. */
  readonly sha256: string;
  open(range?: ByteRange): Promise<Readable>;
}

/**
 * Sends the bytes that were asked for. Nothing is sent before the first of them can be read, and no compression
 * changes their number. RFC 9110, section 14
 */
export async function sendBytes(request: Request, response: Response, { bytes, sha256, open }: Download): Promise<void> {
  const etag = `"${sha256}"`;
  response.set({ 'Accept-Ranges': 'bytes', ETag: etag, 'Cache-Control': 'private, no-store, no-transform' });
  const asked = rangeOf(request, bytes, etag);
  if (asked === 'beyond') {
    response.status(416).set('Content-Range', `bytes */${bytes}`).removeHeader('Content-Disposition');
    return void response.end();
  }
  const source = await open(asked);
  const { start, end } = asked ?? { start: 0, end: bytes - 1 };
  if (asked) response.status(206).set('Content-Range', `bytes ${start}-${end}/${bytes}`);
  response.set('Content-Length', String(end - start + 1));
  await deliver(request, response, source);
}

/** Sends a stream as the answer. Somebody who goes away in the middle is no failure; a source that breaks cuts the answer short, so it can't be taken for whole. */
export async function deliver(request: Request, response: Response, source: Readable): Promise<void> {
  if (request.method === 'HEAD') {
    source.destroy();
    return void response.end();
  }
  await pipeline(source, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** The one part that is asked for; undefined for the whole. Several parts at once may be answered with the whole. */
function rangeOf(request: Request, bytes: number, etag: string): ByteRange | 'beyond' | undefined {
  const ifRange = request.get('if-range');
  if (ifRange && ifRange !== etag) return undefined;
  const ranges = request.range(bytes);
  if (ranges === -1) return 'beyond';
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
}
