import { createHash } from 'node:crypto';
import type { Visitor } from './visitor.js';

/** A file that somebody sends in parts, and what has been answered for so far. */
export interface Sending {
  readonly name: string;
  readonly bytes: Buffer;
  /** Its address; none before its beginning was answered. */
  path: string;
  acknowledged: number;
  isDone: boolean;
}

/** What the server has answered for and does not know any more. */
export class LostBytes extends Error {}

const PROTOCOL = { 'tus-resumable': '1.0.0' };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Sends a file until its end, part by part, as any client of the protocol does.
 * @param size of the next part @throws TypeError when nobody answers; LostBytes
 */
export async function sendParts(visitor: Visitor, reference: string, file: Sending, size: () => number): Promise<void> {
  const headers = { ...PROTOCOL, 'x-csrf-token': await visitor.csrf() };
  if (!file.path) {
    const metadata = `filename ${btoa(file.name)},case ${btoa(reference)}`;
    const { status, location } = await visitor.send('/uploads', { method: 'POST', headers: { ...headers, 'upload-length': String(file.bytes.length), 'upload-metadata': metadata } });
    if (status !== 201) throw new Error(`Not begun: ${status}`);
    file.path = location!;
  }
  for (;;) {
    const offset = Number((await visitor.send(file.path, { method: 'HEAD', headers })).headers.get('upload-offset') ?? -1);
    if (offset < file.acknowledged) throw new LostBytes(`${file.name}: ${file.acknowledged} bytes were answered for, ${offset} are there`);
    file.acknowledged = offset;
    if ((file.isDone = offset === file.bytes.length)) return;
    const part = file.bytes.subarray(offset, offset + size());
    const sum: Record<string, string> = part.length % 2 ? { 'upload-checksum': `sha1 ${createHash('sha1').update(part).digest('base64')}` } : {};
    const answer = await visitor.send(file.path, { method: 'PATCH', headers: { ...headers, ...sum, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body: part as Uint8Array<ArrayBuffer> });
    if (answer.status === 204) file.acknowledged = Number(answer.headers.get('upload-offset'));
    else if (answer.status === 423) await pause(250);
    else throw new Error(`${file.name}: ${answer.status} ${answer.text}`);
  }
}
