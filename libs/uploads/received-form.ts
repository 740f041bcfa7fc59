import type { DiskStore } from '#libs/storage/disk-store';
import type { ReceivedFile } from './received-file.js';
import type { RefusedFile } from './refused-file.js';

/** A form that came with files: its texts, the files that are on the disk, and those that were refused. */
export class ReceivedForm {
  constructor(
    readonly fields: Readonly<Record<string, string | string[]>>,
    readonly files: readonly ReceivedFile[],
    readonly refused: readonly RefusedFile[],
    private readonly store: DiskStore,
  ) {}

  /**
   * Does something with the files. `take` hands them over; unless it was called and `work` succeeded (a form that is
   * sent twice is not worked on twice), they are removed from the disk.
   */
  async use<Result>(work: (take: () => readonly ReceivedFile[]) => Promise<Result>): Promise<Result> {
    let isTaken = false;
    const take = () => {
      isTaken = true;
      return this.files;
    };
    try {
      return await work(take);
    } catch (error) {
      isTaken = false;
      throw error;
    } finally {
      if (!isTaken) await this.discard();
    }
  }

  /** Removes its files from the disk. */
  async discard(): Promise<void> {
    for (const { key } of this.files) await this.store.remove(key);
  }
}
