import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { FileAttached } from './attachments.events.js';
import { Scans } from './scans.js';

@Injectable()
@Handles([FileAttached])
export class ScanAnAttachedFile implements EventHandler<FileAttached> {
  constructor(private readonly scans: Scans) {}

  async handle({ payload }: Delivery<FileAttached>): Promise<void> {
    await this.scans.scan(payload.attachmentId);
  }
}
