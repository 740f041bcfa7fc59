import { Injectable } from '@nestjs/common';
import { open } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { previewMaker, type Preview, type PreviewResult } from '#libs/images/index';
import { DiskStore } from '#libs/storage/disk-store';
import { hasPreview, type Attachment } from './attachment.js';
import { AttachmentsReader } from './attachments.reader.js';
import { Previews } from './previews.js';

/** Counts what previews can do. Files with an older one are looked at again at night. 2: pages, placeholders, more of DICOM, posters. 3: series, deflated DICOM. */
export const PREVIEW_VERSION = 3;

/** Makes the pictures that people look at, and writes down what there is to see. */
@Injectable()
export class PreviewPreparation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: DiskStore,
    private readonly previews: Previews,
    private readonly reader: AttachmentsReader,
  ) {}

  /**
   * A file of which no picture can be made is kept all the same, and so are the pictures that it has.
   * @throws when it can't be read or written
   */
  async prepare(file: Attachment): Promise<void> {
    const made = await this.make(file);
    if (made.ok) return this.keep(file, made);
    if (!hasPreview(file)) await this.previews.remove(file.id);
    await this.dataSource.query(`update attachments set preview_state = $2, preview_version = $3 where id = $1 and storage_key = $4`, [file.id, hasPreview(file) ? 'ready' : 'none', PREVIEW_VERSION, file.storageKey]);
  }

  private async make(file: Attachment): Promise<PreviewResult> {
    const made = await previewMaker.makePreview(this.store.pathOf(file.storageKey), await this.previews.prepare(file.id), file.extension);
    if (made.ok) for (const { path } of [made.files, ...made.further].flat()) await onDisk(path);
    return made;
  }

  private async keep({ id, caseId, storageKey }: Attachment, { width, height, pages, further, placeholder, hasBurnedInText, series }: Preview): Promise<void> {
    const [, kept] = await this.dataSource.query<[unknown[], number]>(
      `update attachments set preview_state = 'ready', width = $2, height = $3, pages = $4, pages_shown = $5, placeholder = $6, has_burned_in_text = $7, preview_version = $8, series = $10, series_place = $11 where id = $1 and storage_key = $9`,
      [id, width, height, pages, 1 + further.length, placeholder, hasBurnedInText, PREVIEW_VERSION, storageKey, series?.id ?? null, series?.place ?? 0],
    );
    if (kept > 0) return;
    const now = await this.reader.find(caseId, id).catch(() => undefined);
    // The original came meanwhile, and its previews may lie under these; or it was taken out of its draft.
    await (now ? this.prepare(now) : this.previews.remove(id));
  }
}

/** A preview that is said to be ready must be there after a power cut too. */
async function onDisk(path: string): Promise<void> {
  await using file = await open(path);
  await file.sync();
}
