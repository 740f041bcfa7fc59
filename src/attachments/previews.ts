import { Injectable } from '@nestjs/common';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Settings } from '#config/settings';
import type { Attachment } from './attachment.js';
import { AttachmentNotFound, PreviewLost } from './attachment.errors.js';
import { PREVIEW_SIZES } from './preview-sizes.js';

const BASE = 'preview';

/** Where the previews of a file lie: a folder of its own. They can be made again from the original at any time. */
@Injectable()
export class Previews {
  constructor(private readonly settings: Settings) {}

  /** An empty folder to make them in. */
  async prepare(id: string): Promise<{ folder: string; base: string }> {
    await mkdir(this.folderOf(id), { recursive: true, mode: 0o700 });
    return { folder: this.folderOf(id), base: BASE };
  }

  /** The largest picture of a page up to a size: a small page has no large ones. @throws AttachmentNotFound when there is no such page; PreviewLost */
  async read({ id, pagesShown }: Attachment, size: number, page: number): Promise<Buffer> {
    const base = page === 1 ? BASE : `${BASE}-p${page}`;
    if (page > pagesShown) throw new AttachmentNotFound();
    for (const one of PREVIEW_SIZES.filter((known) => known <= size).toReversed()) {
      const content = await readFile(join(this.folderOf(id), `${base}-${one}.webp`)).catch(unlessMissing);
      if (content) return content;
    }
    throw new PreviewLost();
  }

  async remove(id: string): Promise<void> {
    await rm(this.folderOf(id), { recursive: true, force: true });
  }

  private folderOf(id: string): string {
    return this.settings.inDataDir('previews', id);
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
