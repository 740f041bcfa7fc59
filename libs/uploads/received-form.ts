import type { DiskStore } from '#libs/storage/disk-store';
import type { ReceivedFile } from './received-file.js';
import type { RefusedFile } from './refused-file.js';

/** Takes files over from the form that they came with: all of them, or these. What was taken last counts. */
export type TakeFiles = (wanted?: readonly ReceivedFile[]) => readonly ReceivedFile[];

/** A form that came with files: its texts, the files that are on the disk, and those that were refused. */
export class ReceivedForm {
  constructor(
    readonly fields: Readonly<Record<string, string | string[]>>,
    readonly files: readonly ReceivedFile[],
    readonly refused: readonly RefusedFile[],
    private readonly store: DiskStore,
  ) {}

  /** Does something with the files. Those that `work` has not taken when it succeeded, and all when it failed, are removed from the disk. */
  async use<Result>(work: (take: TakeFiles) => Promise<Result>): Promise<Result> {
    let taken: readonly ReceivedFile[] = [];
    const take: TakeFiles = (wanted = this.files) => (taken = wanted);
    try {
      return await work(take);
    } catch (error) {
      taken = [];
      throw error;
    } finally {
      for (const { key } of this.files.filter((file) => !taken.includes(file))) await this.store.remove(key);
    }
  }

  /** Removes its files from the disk. */
  async discard(): Promise<void> {
    for (const { key } of this.files) await this.store.remove(key);
  }
}
