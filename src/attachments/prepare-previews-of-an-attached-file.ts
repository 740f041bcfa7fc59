import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import type { Attachment } from './attachment.js';
import { FileAttached } from './attachments.events.js';
import { AttachmentNotFound } from './attachment.errors.js';
import { AttachmentsReader } from './attachments.reader.js';
import { PreviewPreparation } from './preview-preparation.js';

/** Makes the pictures that people look at. */
@Injectable()
@Handles([FileAttached])
export class PreparePreviewsOfAnAttachedFile implements EventHandler<FileAttached> {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly preparation: PreviewPreparation,
  ) {}

  async handle({ payload }: Delivery<FileAttached>): Promise<void> {
    const file = await this.find(payload);
    if (file?.previewState !== 'waiting') return;
    await this.preparation.prepare(file).catch(async (error: unknown) => {
      if (await this.find(payload)) throw error;
    });
  }

  /** Undefined when it was taken out of its draft meanwhile. */
  private find({ caseId, attachmentId }: FileAttached['payload']): Promise<Attachment | undefined> {
    return this.reader.find(caseId, attachmentId).catch((error: unknown) => {
      if (!(error instanceof AttachmentNotFound)) throw error;
      return undefined;
    });
  }
}
