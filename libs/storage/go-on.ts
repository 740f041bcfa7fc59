import type { Readable } from 'node:stream';
import { clearTimeout, setTimeout as later } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { FileMissing, StoreAway } from './file-store.js';

/** The beginning of an answer, and how many bytes are to come. */
export interface Answer {
  readonly body: Readable;
  readonly bytes: number;
}

/** Milliseconds without a byte, while one is waited for. */
const SILENCE = 20_000;
/** Milliseconds before it is asked again, each time in a row that nothing has come: a server that starts anew is waited for. */
const PAUSES = [500, 2000, 5000];

/**
 * The bytes of an answer, whole: one that breaks off or falls silent is asked for again from there.
 * @param again asks for what comes after so many bytes @throws StoreAway; FileMissing when it has gone meanwhile
 */
export async function* goOn({ body: first, bytes }: Answer, again: (read: number) => Promise<Answer>): AsyncGenerator<Buffer> {
  let body: Readable | undefined = first;
  for (let read = 0, failures = 0; ; failures += 1) {
    try {
      body ??= (await again(read)).body;
      for await (const chunk of watched(body)) {
        read += chunk.length;
        failures = 0;
        yield chunk;
      }
    } catch (error) {
      if (error instanceof FileMissing) throw error;
    }
    if (read >= bytes) return;
    if (failures === PAUSES.length) throw new StoreAway('The S3 store stopped in the middle of a file');
    body = undefined;
    await setTimeout(PAUSES[failures]);
  }
}

/** Only the time that is spent waiting for the store counts, not what whoever reads takes. */
async function* watched(body: Readable): AsyncGenerator<Buffer> {
  const chunks = body.iterator() as AsyncIterableIterator<Buffer>;
  try {
    for (;;) {
      const silence = later(() => body.destroy(new Error('silent')), SILENCE);
      const { done, value } = await chunks.next().finally(() => clearTimeout(silence));
      if (done) return;
      yield value;
    }
  } finally {
    body.destroy();
  }
}
