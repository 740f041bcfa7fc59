import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { Stores } from '#libs/storage/stores';
import { FileAttached } from './attachments.events.js';
import { AttachmentsReader } from './attachments.reader.js';
import { Mover } from './upkeep/mover.js';

/** Files come in on the disk; where another store is chosen, they go on to it. One that is away is tried again. */
@Injectable()
@Handles([FileAttached])
export class MoveAnAttachedFileToItsStore implements EventHandler<FileAttached> {
  constructor(
    private readonly stores: Stores,
    private readonly reader: AttachmentsReader,
    private readonly mover: Mover,
  ) {}

  async handle({ payload: { caseId, attachmentId } }: Delivery<FileAttached>): Promise<void> {
    if (this.stores.chosen === 'disk') return;
    const file = (await this.reader.of(caseId)).find(({ id }) => id === attachmentId);
    if (!file || file.store === this.stores.chosen) return;
    const moved = await this.mover.move(file, this.stores.chosen);
    if (moved === 'missing' || moved === 'wrong') throw new Error(`The bytes of the file ${attachmentId} are ${moved}`);
  }
}
