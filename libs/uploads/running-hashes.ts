import { createHash, type Hash } from 'node:crypto';
import type { AppendFile } from '#libs/storage/append-file';

/** More uploads at once than one process has ever seen; the oldest is simply read again. */
const MOST = 500;

/**
 * The SHA-256 of files that come in parts, kept while this process lives: so at the last byte it is known. A part that
 * comes to another process, or after a restart, has what is on the disk read again first.
 */
export class RunningHashes {
  private readonly hashes = new Map<string, { readonly hash: Hash; readonly length: number }>();

  /** The hash of what is in the file, to go on with. */
  async of(id: string, file: AppendFile): Promise<Hash> {
    const kept = this.hashes.get(id);
    this.hashes.delete(id);
    if (kept?.length === file.length) return kept.hash;
    const hash = createHash('sha256');
    for await (const bytes of file.read()) hash.update(bytes);
    return hash;
  }

  keep(id: string, hash: Hash, length: number): void {
    this.hashes.set(id, { hash, length });
    if (this.hashes.size > MOST) this.hashes.delete(this.hashes.keys().next().value!);
  }
}
