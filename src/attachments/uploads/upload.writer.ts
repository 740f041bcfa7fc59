import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { AppendFile } from '#libs/storage/append-file';
import { DiskStore } from '#libs/storage/disk-store';
import type { Sums } from '#libs/storage/sums';
import type { Checksum } from '#libs/uploads/checksum';
import { RunningSums } from '#libs/uploads/running-sums';
import { BROKEN_OFF, CHECKSUM_MISMATCH, LOCKED, MORE_THAN_ITS_LENGTH, type Upload } from './upload.js';
import type { UploadLease } from './upload.lease.js';
import { UploadsTable } from './uploads.table.js';

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
  private readonly sums = new RunningSums();
  /** What is coming just now. */
  private readonly coming = new Map<Readable, Promise<unknown>>();
  private isStopping = false;

  constructor(
    private readonly store: DiskStore,
    private readonly table: UploadsTable,
  ) {}

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
  }

  private async take(part: Part): Promise<number> {
    const { upload, checksum, lease } = part;
    await using file = await this.store.append(upload.storageKey, upload.received);
    const before = await this.sums.of(upload.id, file);
    const sums = before.copy();
    const broken = await this.receive(part, file, sums);
    if (broken.error === LOCKED) throw LOCKED;
    if (checksum && (broken.error || !checksum.isRight())) {
      await file.truncate(upload.received);
      this.sums.keep(upload.id, before, upload.received);
      throw broken.error ?? CHECKSUM_MISMATCH;
    }
    await file.sync();
    if (file.length === upload.bytes) {
      await part.finish(sums.finish());
      return file.length;
    }
    await this.acknowledge(upload, lease, file.length);
    this.sums.keep(upload.id, sums, file.length);
    if (broken.error) throw broken.error;
    return file.length;
  }

  /** Never throws: what came before the error is still good. */
  private async receive({ upload, lease, bytes, checksum }: Part, file: AppendFile, sums: Sums): Promise<{ error?: unknown }> {
    let certainAt = performance.now();
    try {
      for await (const chunk of bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        if (file.length + chunk.length > upload.bytes) throw MORE_THAN_ITS_LENGTH;
        await lease.hold();
        await file.append(chunk);
        sums.update(chunk);
        checksum?.update(chunk);
        if (checksum || file.length === upload.bytes || performance.now() - certainAt < CERTAIN_EVERY) continue;
        await file.sync();
        await this.acknowledge(upload, lease, file.length);
        certainAt = performance.now();
      }
      return {};
    } catch (error) {
      bytes.resume(); // what is still to come is dropped, or the answer would never be read
      return { error: bytes.readableAborted ? BROKEN_OFF : error };
    }
  }

  private async acknowledge({ id }: Upload, { owner }: UploadLease, received: number): Promise<void> {
    if (!(await this.table.acknowledge(id, owner, received))) throw LOCKED;
  }
}
