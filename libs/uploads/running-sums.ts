import type { AppendFile } from '#libs/storage/append-file';
import { Sums } from '#libs/storage/sums';

/** More uploads at once than one process has ever seen; the oldest is simply read again. */
const MOST = 500;

/**
 * The sums of files that come in parts, kept while this process lives: so at the last byte they are known. A part that
 * comes to another process, or after a restart, has what is on the disk read again first.
 */
export class RunningSums {
  private readonly kept = new Map<string, { readonly sums: Sums; readonly length: number }>();

  /** Of what is in the file, to go on with. */
  async of(id: string, file: AppendFile): Promise<Sums> {
    const kept = this.kept.get(id);
    this.kept.delete(id);
    if (kept?.length === file.length) return kept.sums;
    const sums = new Sums();
    for await (const bytes of file.read()) sums.update(bytes);
    return sums;
  }

  keep(id: string, sums: Sums, length: number): void {
    this.kept.set(id, { sums, length });
    if (this.kept.size > MOST) this.kept.delete(this.kept.keys().next().value!);
  }
}
