import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came, packed if it was packed. */
  readonly bytes: Buffer;
}

/** One request, sent and answered as it is: nothing unpacked, no method or path put right. */
export async function rawRequest(url: string, path: string, { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {}): Promise<RawAnswer> {
  const sent = request(new URL(url), { method, path, headers: { ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) } });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, headers: answer.headers, bytes: await buffer(answer) };
}

/** Says something to the server that need not be HTTP, hangs up when told to, and answers with all that came back. */
export async function say(url: string, words: string | Buffer, { hangUp = false } = {}): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const heard: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => heard.push(bytes)).on('error', () => {});
  socket.write(words);
  if (hangUp) setTimeout(() => socket.end(), 50);
  const patience = setTimeout(() => socket.destroy(), 5000);
  await once(socket, 'close');
  clearTimeout(patience);
  return Buffer.concat(heard).toString();
}
