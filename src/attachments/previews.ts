import { Injectable } from '@nestjs/common';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Settings } from '#config/settings';
import type { Attachment } from './attachment.js';
import { nearestPreview } from './preview-sizes.js';

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

  /** The file of the preview that is nearest to a size. */
  pathOf(attachment: Attachment, size: number): string {
    return join(this.folderOf(attachment.id), `${BASE}-${nearestPreview(attachment, size)}.webp`);
  }

  async remove(id: string): Promise<void> {
    await rm(this.folderOf(id), { recursive: true, force: true });
  }

  private folderOf(id: string): string {
    return this.settings.inDataDir('previews', id);
  }
}
