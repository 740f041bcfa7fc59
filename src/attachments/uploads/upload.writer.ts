import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { AppendFile } from '#libs/storage/append-file';
import { DiskStore } from '#libs/storage/disk-store';
import type { Sums } from '#libs/storage/sums';
import { Blocks } from '#libs/uploads/blocks';
import type { Checksum } from '#libs/uploads/checksum';
import { RunningSums } from '#libs/uploads/running-sums';
import { SumsThread, type Tally } from '#libs/uploads/sums-thread';
import { BROKEN_OFF, CHECKSUM_MISMATCH, LOCKED, MORE_THAN_ITS_LENGTH, type Upload } from './upload.js';
import type { UploadLease } from './upload.lease.js';

/** How often what has come is made certain while more comes, in milliseconds: a server that is killed loses no more. */
const CERTAIN_EVERY = 3000;

/** One part of an upload on its way to the disk. */
export interface Part {
  readonly upload: Upload;
  readonly lease: UploadLease;
  readonly bytes: Readable;
  /** With one, the part is taken whole or not at all. */
  readonly checksum?: Checksum;
  /** Makes the whole file one of its case. */
  readonly finish: (sums: ReturnType<Sums['finish']>) => Promise<void>;
}

/** Writes parts of uploads: on the disk first, answered for after. What was answered for is never lost; what was not is never trusted. */
@Injectable()
export class UploadWriter implements BeforeApplicationShutdown {
  private readonly thread = new SumsThread();
  private readonly sums = new RunningSums(this.thread);
  /** What is coming just now. */
  private readonly coming = new Map<Readable, Promise<unknown>>();
  private isStopping = false;

  constructor(private readonly store: DiskStore) {}

  /**
   * Takes what the part brings. Of a part that breaks off (the link, a full disk) what has come is kept.
   * @returns how many bytes of the file there are now @throws TusAnswer; whatever the link, the disk or the finish says
   */
  async write(part: Part): Promise<number> {
    if (this.isStopping) {
      part.bytes.destroy();
      throw BROKEN_OFF;
    }
    const written = this.take(part);
    this.coming.set(part.bytes, written);
    return written.finally(() => this.coming.delete(part.bytes));
  }

  /** A server that is to stop waits for no slow link: what has come is kept, and the rest goes to the next one. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true; // whoever was broken off tries again at once, as long as somebody listens
    for (const bytes of this.coming.keys()) bytes.destroy();
    await Promise.allSettled(this.coming.values());
    await this.thread.stop();
  }

  private async take(part: Part): Promise<number> {
    const { upload, checksum, lease } = part;
    await using file = await this.store.append(upload.storageKey, upload.received);
    using sums = await this.sums.of(upload.id, file);
    using sum = checksum && this.thread.begin(checksum.algorithm);
    const broken = await this.receive(part, file, sum ? [sums, sum] : [sums]);
    if (broken.error === LOCKED) throw LOCKED;
    if (checksum && (broken.error || !checksum.isRight((await sum!.finish()).hash))) {
      await file.truncate(upload.received);
      throw broken.error ?? CHECKSUM_MISMATCH;
    }
    await file.sync();
    if (file.length === upload.bytes) {
      const { hash: sha256, crc32 } = await sums.finish();
      await part.finish({ sha256, crc32 });
      this.sums.forget(upload.id);
      return file.length;
    }
    await lease.acknowledge(file.length, { isLast: true });
    this.sums.keep(upload.id, sums);
    if (broken.error) throw broken.error;
    return file.length;
  }

  /** Never throws: what came before the error is still good. */
  private async receive({ upload, lease, bytes, checksum }: Part, file: AppendFile, tallies: Tally[]): Promise<{ error?: unknown }> {
    let written = Promise.resolve();
    await using blocks = new Blocks((block) => {
      const added = this.thread.add(tallies, block);
      written = written.then(() => lease.hold()).then(() => file.append(block));
      return written.finally(() => added);
    });
    let { length } = file;
    let certainAt = performance.now();
    try {
      for await (const chunk of bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > upload.bytes) throw MORE_THAN_ITS_LENGTH;
        await lease.hold();
        await blocks.add(chunk);
        if (checksum || length === upload.bytes || performance.now() - certainAt < CERTAIN_EVERY) continue;
        await blocks.flush();
        await file.sync();
        await lease.acknowledge(length);
        certainAt = performance.now();
      }
      await blocks.flush();
      return {};
    } catch (error) {
      bytes.resume(); // what is still to come is dropped, or the answer would never be read
      const failure = bytes.readableAborted ? BROKEN_OFF : error;
      return failure === BROKEN_OFF ? blocks.flush().then(() => ({ error: failure }), (worse: unknown) => ({ error: worse })) : { error };
    }
  }
}
