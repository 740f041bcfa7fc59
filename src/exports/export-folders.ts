import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Settings } from '#config/settings';

/** Far longer than any export takes, in milliseconds. */
const ABANDONED = 3_600_000;

/** Folders that exports are made in, below DATA_DIR; each goes as soon as its export has been handed over. */
@Injectable()
export class ExportFolders {
  constructor(private readonly settings: Settings) {}

  /** What a process that was killed has left. Those of running processes are young. */
  async removeAbandoned(): Promise<void> {
    const root = this.settings.inDataDir('exports');
    for (const name of await readdir(root).catch(() => [])) {
      const { mtimeMs } = await stat(join(root, name)).catch(() => ({ mtimeMs: Infinity }));
      if (Date.now() - mtimeMs > ABANDONED) await this.remove(join(root, name));
    }
  }

  async create(): Promise<string> {
    const folder = this.settings.inDataDir('exports', randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  async remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }
}
