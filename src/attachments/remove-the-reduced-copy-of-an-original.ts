import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { DiskStore } from '#libs/storage/disk-store';
import { OriginalCame } from './attachments.events.js';

/** Nobody needs it any more; its bytes go after the row has changed for certain. */
@Injectable()
@Handles([OriginalCame])
export class RemoveTheReducedCopyOfAnOriginal implements EventHandler<OriginalCame> {
  constructor(private readonly store: DiskStore) {}

  async handle({ payload }: Delivery<OriginalCame>): Promise<void> {
    await this.store.remove(payload.reducedKey);
  }
}
