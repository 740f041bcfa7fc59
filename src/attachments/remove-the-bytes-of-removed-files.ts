import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { FilesRemoved } from './attachments.events.js';
import { Originals } from './originals.js';
import { Previews } from './previews.js';

/** Bytes go after their rows have gone for certain. */
@Injectable()
@Handles([FilesRemoved])
export class RemoveTheBytesOfRemovedFiles implements EventHandler<FilesRemoved> {
  constructor(
    private readonly originals: Originals,
    private readonly previews: Previews,
  ) {}

  async handle({ payload: { files } }: Delivery<FilesRemoved>): Promise<void> {
    for (const { attachmentId, storageKey } of files) {
      await this.originals.remove(storageKey);
      await this.previews.remove(attachmentId);
    }
  }
}
