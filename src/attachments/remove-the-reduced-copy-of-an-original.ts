import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { OriginalCame } from './attachments.events.js';
import { Originals } from './originals.js';

/** Nobody needs it any more; its bytes go after the row has changed for certain. */
@Injectable()
@Handles([OriginalCame])
export class RemoveTheReducedCopyOfAnOriginal implements EventHandler<OriginalCame> {
  constructor(private readonly originals: Originals) {}

  async handle({ payload }: Delivery<OriginalCame>): Promise<void> {
    await this.originals.remove(payload.reducedKey);
  }
}
