import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { FileAttached, OriginalCame } from './attachments.events.js';
import { Scans } from './scans.js';

@Injectable()
@Handles([FileAttached, OriginalCame])
export class ScanAnAttachedFile implements EventHandler<FileAttached | OriginalCame> {
  constructor(private readonly scans: Scans) {}

  async handle({ payload }: Delivery<FileAttached | OriginalCame>): Promise<void> {
    await this.scans.scan(payload.attachmentId);
  }
}
