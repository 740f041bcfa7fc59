import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { identifyFile } from '#libs/files/identify-file';
import { Dictionary } from '#libs/i18n/words';
import { DiskStore } from '#libs/storage/disk-store';
import type { Sums } from '#libs/storage/sums';
import { CaseGate, WrittenMessages } from '../../cases/index.js';
import { AttachmentsKeeper } from '../attachments.keeper.js';
import { attachmentRules } from '../attachments.policy.js';
import { kindOf } from '../refusals.js';
import { ReducedCopies } from './reduced-copies.js';
import { FileRefused, LOCKED, type Upload } from './upload.js';
import { UploadsTable } from './uploads.table.js';

/** Makes an upload whose bytes are all there a file of its case, or lets it wait for its message: looked at as any file, or refused. */
@Injectable()
export class UploadFinish {
  constructor(
    private readonly work: UnitOfWork,
    private readonly gate: CaseGate,
    private readonly keeper: AttachmentsKeeper,
    private readonly store: DiskStore,
    private readonly table: UploadsTable,
    private readonly dictionary: Dictionary,
    private readonly reduced: ReducedCopies,
    private readonly messages: WrittenMessages,
  ) {}

  /** @throws FileRefused, and then nothing of it is left; CaseIsClosed, CaseNotFound, CaseIsFull, LOCKED, and then it stays what it was */
  async finish(actor: Actor, upload: Upload, owner: string, sums: ReturnType<Sums['finish']>): Promise<void> {
    const { id, name, bytes, storageKey: key, caseId, messageId } = upload;
    const identified = await identifyFile(this.store.pathOf(key), name);
    if (!identified.ok) {
      await this.discard(actor, upload);
      const { reason, claimed, found } = identified;
      throw new FileRefused(`attachments:refused.${reason}`, { claimed, found: kindOf(found, this.dictionary.in(actor.language)) });
    }
    await this.work.run(async (tx) => {
      const held = await this.gate.openForWriting(tx, actor, caseId, attachmentRules.add);
      if (messageId && !(await this.messages.has(tx, { id: messageId, caseId, authorId: actor.id }))) {
        if (!(await this.table.finish(tx, id, owner, { whole: { ...sums, identified } }))) throw LOCKED;
        return;
      }
      // The reduced copy may have come since the upload was read, and may be gone again.
      const now = await this.table.hold(tx, id);
      const file = { ...sums, key, bytes, name, identified, field: 'files', chosenAt: now?.begunAt };
      const attachmentId = (now?.reducedId && (await this.keeper.bringOriginal(tx, actor, held, now.reducedId, file))) || (await this.keeper.keep(tx, actor, held, [file], { messageId: messageId ?? undefined }))[0]!;
      if (!(await this.table.finish(tx, id, owner, { attachmentId }))) throw LOCKED;
    });
  }

  /** Takes an upload away that is not to be: its row first, as a file without a row is swept, and not the other way round. @throws IS_A_FILE, and then it stays */
  async discard(actor: Actor, upload: Upload): Promise<void> {
    await this.work.run(async (tx) => {
      await this.reduced.giveUp(tx, actor, upload);
      await this.table.remove(tx, upload.id);
      if (upload.messageId) await this.messages.comesWithOneLess(tx, { id: upload.messageId, caseId: upload.caseId, authorId: upload.accountId });
    });
    await this.store.remove(upload.storageKey);
  }
}
