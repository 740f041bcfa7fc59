import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import type { Attachment } from './attachment.js';
import { FileAttached, OriginalCame } from './attachments.events.js';
import { AttachmentNotFound } from './attachment.errors.js';
import { AttachmentsReader } from './attachments.reader.js';
import { PreviewPreparation } from './preview-preparation.js';

/** Makes the pictures that people look at. */
@Injectable()
@Handles([FileAttached, OriginalCame])
export class PreparePreviewsOfAnAttachedFile implements EventHandler<FileAttached | OriginalCame> {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly preparation: PreviewPreparation,
  ) {}

  async handle({ type, payload }: Delivery<FileAttached | OriginalCame>): Promise<void> {
    const file = await this.find(payload);
    // Those of the reduced copy are shown until there are better ones.
    if (!file || (file.previewState !== 'waiting' && type !== OriginalCame.type)) return;
    await this.preparation.prepare(file).catch(async (error: unknown) => {
      // Bytes that are gone, as others have come in their place, are nobody's fault.
      if ((await this.find(payload))?.storageKey === file.storageKey) throw error;
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
