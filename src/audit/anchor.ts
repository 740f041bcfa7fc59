import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The newest checkpoint, and rows that were found to be gone together with theirs. */
export interface Anchored {
  readonly id: number;
  readonly lastRow: number;
  readonly mac: string;
  readonly lost: readonly { readonly from: number; readonly to: number }[];
}

/**
 * Remembers the newest checkpoint in a file outside the database: a chain does not tell when its end is cut off, this does.
 */
export class Anchor {
  /** @param path of the file; its folder is made if need be */
  constructor(private readonly path: string) {}

  /** @returns undefined before the first checkpoint */
  async read(): Promise<Anchored | undefined> {
    try {
      return JSON.parse(await readFile(this.path, 'utf8')) as Anchored;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Replaces what is remembered, whole or not at all. */
  async keep(anchored: Anchored): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = `${this.path}.${process.pid}`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(anchored));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.path);
  }
}
