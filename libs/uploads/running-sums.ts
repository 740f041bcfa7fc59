import type { AppendFile } from '#libs/storage/append-file';
import type { SumsThread, Tally } from './sums-thread.js';

/** More uploads at once than one process has ever seen; the oldest is simply read again. */
const MOST = 500;

/**
 * The sums of files that come in parts, kept while this process lives: so at the last byte they are known. A part that
 * comes to another process, or after a restart, has what is on the disk read again first.
 */
export class RunningSums {
  private readonly kept = new Map<string, Tally>();

  constructor(private readonly thread: SumsThread) {}

  /** Of what is in the file, to go on with. */
  async of(id: string, file: AppendFile): Promise<Tally> {
    const kept = this.kept.get(id);
    if (kept?.length === file.length) return kept.copy();
    const sums = this.thread.begin('sha256', true);
    for await (const bytes of file.read()) await this.thread.add([sums], bytes);
    return sums;
  }

  keep(id: string, sums: Tally): void {
    this.forget(id);
    this.kept.set(id, sums.copy());
    if (this.kept.size > MOST) this.forget(this.kept.keys().next().value!);
  }

  forget(id: string): void {
    this.kept.get(id)?.[Symbol.dispose]();
    this.kept.delete(id);
  }
}
