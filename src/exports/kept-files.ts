import { Injectable } from '@nestjs/common';
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { Settings } from '#config/settings';

/** Where PDFs lie until they are fetched: below DATA_DIR, which all processes share, each under the id of its row. */
@Injectable()
export class KeptFiles {
  constructor(private readonly settings: Settings) {}

  /** Takes a file that is whole, and on the disk already. */
  async keep(id: string, path: string): Promise<void> {
    await mkdir(this.settings.inDataDir('pdfs'), { recursive: true, mode: 0o700 });
    await rename(path, this.pathOf(id));
  }

  /** Undefined when it is not there any more: it has expired, or was not in the backup. */
  open(id: string): Promise<FileHandle | undefined> {
    return open(this.pathOf(id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) await rm(this.pathOf(id), { force: true });
  }

  /** The ids of all that lie here. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.settings.inDataDir('pdfs')).catch(() => []);
    return names.map((name) => name.replace(/\.pdf$/, ''));
  }

  private pathOf(id: string): string {
    return this.settings.inDataDir('pdfs', `${id}.pdf`);
  }
}
