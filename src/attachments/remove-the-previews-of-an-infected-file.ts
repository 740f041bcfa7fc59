import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { FileFoundInfected } from './attachments.events.js';
import { Previews } from './previews.js';

@Injectable()
@Handles([FileFoundInfected])
export class RemoveThePreviewsOfAnInfectedFile implements EventHandler<FileFoundInfected> {
  constructor(private readonly previews: Previews) {}

  async handle({ payload }: Delivery<FileFoundInfected>): Promise<void> {
    await this.previews.remove(payload.attachmentId);
  }
}
