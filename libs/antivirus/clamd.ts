import { connect, type NetConnectOpts } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What the scanner says of a file. `too-large`: it has not looked at all of it. */
export type Verdict = { readonly state: 'clean' | 'too-large' } | { readonly state: 'infected'; readonly finding: string };

/** The scanner can't be asked, or has not answered: to be tried again. */
export class ScannerAway extends Error {
  override readonly name = 'ScannerAway';
}

/** Longer than clamd takes for one file by itself (MaxScanTime, 2 minutes). */
const SILENCE_MS = 180_000;
const TOO_LARGE = /size limit exceeded|Heuristics\.Limits\.Exceeded/i;

/** A clamd, by its socket. https://docs.clamav.net/manual/Usage/Scanning.html#clamd */
export class Clamd {
  private readonly at: NetConnectOpts;

  /** @param address the path of a socket, or host:port */
  constructor(address: string) {
    const colon = address.lastIndexOf(':');
    this.at = address.startsWith('/') ? { path: address } : { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
  }

  /** Sends the bytes as they come, never all in memory. @throws ScannerAway; whatever breaks the source */
  async scan(source: Readable): Promise<Verdict> {
    const reply = await this.ask(source);
    if (TOO_LARGE.test(reply)) return { state: 'too-large' };
    const [, finding] = /^stream: (.+) FOUND$/.exec(reply) ?? [];
    if (finding) return { state: 'infected', finding };
    if (reply === 'stream: OK') return { state: 'clean' };
    throw new ScannerAway();
  }

  /** @returns what it said; '' when it is not there, or went away before it said anything @throws whatever breaks the source */
  private async ask(source: Readable): Promise<string> {
    const socket = connect(this.at).setEncoding('utf8');
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    let reply = '';
    let broken: unknown;
    source.once('error', (error) => (broken ??= socket.destroyed ? undefined : error));
    socket.on('data', (text) => (reply += text)).on('error', () => undefined).setTimeout(SILENCE_MS, () => socket.destroy());
    // A scanner that has enough says so and hangs up in the middle: what it said counts.
    await pipeline(framed(source), socket, { end: false }).then(() => closed, () => undefined);
    source.destroy();
    socket.destroy();
    if (broken) throw broken;
    return reply.replace(/\0$/, '');
  }
}

/** Each chunk behind its length, in 4 bytes of network order; one of nothing is the end. */
async function* framed(source: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of source as AsyncIterable<Buffer>) {
    if (chunk.length > 0) yield length(chunk.length);
    yield chunk;
  }
  yield length(0);
}

function length(bytes: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(bytes);
  return field;
}
