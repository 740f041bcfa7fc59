import { Injectable } from '@nestjs/common';
import { open } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { previewMaker, type PreviewResult } from '#libs/images/index';
import { DiskStore } from '#libs/storage/disk-store';
import type { Attachment } from './attachment.js';
import { FileAttached } from './attachments.events.js';
import { AttachmentNotFound } from './attachment.errors.js';
import { AttachmentsReader } from './attachments.reader.js';
import { Previews } from './previews.js';

/** Makes the pictures that people look at. A file of which none can be made is kept all the same. */
@Injectable()
@Handles([FileAttached])
export class PreparePreviewsOfAnAttachedFile implements EventHandler<FileAttached> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: AttachmentsReader,
    private readonly store: DiskStore,
    private readonly previews: Previews,
  ) {}

  async handle({ payload }: Delivery<FileAttached>): Promise<void> {
    const file = await this.find(payload);
    if (file?.previewState !== 'waiting') return;
    const made = await this.make(file).catch(async (error: unknown) => {
      if (await this.find(payload)) throw error;
    });
    if (!made) return;
    const { width, height } = made.ok ? made : { width: null, height: null };
    const [, kept] = await this.dataSource.query<[unknown[], number]>(
      `update attachments set preview_state = $2, width = $3, height = $4 where id = $1`,
      [file.id, made.ok ? 'ready' : 'none', width, height],
    );
    if (!made.ok || kept === 0) await this.previews.remove(file.id);
  }

  private async make(file: Attachment): Promise<PreviewResult> {
    const made = await previewMaker.makePreview(this.store.pathOf(file.storageKey), await this.previews.prepare(file.id), file.extension);
    if (made.ok) for (const { path } of made.files) await onDisk(path);
    return made;
  }

  /** Undefined when it was taken out of its draft meanwhile. */
  private find({ caseId, attachmentId }: FileAttached['payload']): Promise<Attachment | undefined> {
    return this.reader.find(caseId, attachmentId).catch((error: unknown) => {
      if (!(error instanceof AttachmentNotFound)) throw error;
      return undefined;
    });
  }
}

/** A preview that is said to be ready must be there after a power cut too. */
async function onDisk(path: string): Promise<void> {
  await using file = await open(path);
  await file.sync();
}
