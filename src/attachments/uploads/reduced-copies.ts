import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { uploadTypeOf } from '#config/upload-types';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { bareJpeg } from '#libs/files/bare-jpeg';
import type { KnownFile } from '#libs/files/identified';
import { extensionOf } from '#libs/files/safe-name';
import { DiskStore } from '#libs/storage/disk-store';
import { CaseGate, subjectOf, WrittenMessages } from '../../cases/index.js';
import { AttachmentsKeeper } from '../attachments.keeper.js';
import { attachmentRules } from '../attachments.policy.js';
import { IS_A_FILE, NoReducedCopy, type Upload } from './upload.js';
import { UploadsTable } from './uploads.table.js';

/** Of the longer side, in pixels. */
const LARGEST = 1024;
/** A browser aims at 120 kB. */
export const MOST_BYTES_REDUCED = 400_000;
const JPEG: KnownFile = { ok: true, extension: 'jpg', mediaType: 'image/jpeg', group: 'image' };

/** There is one already, or the original itself. */
class NotNeeded extends Error {}

/** Pictures as a browser has made them smaller: they come before their originals, so that somebody can look at them within seconds. */
@Injectable()
export class ReducedCopies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly gate: CaseGate,
    private readonly keeper: AttachmentsKeeper,
    private readonly store: DiskStore,
    private readonly table: UploadsTable,
    private readonly messages: WrittenMessages,
  ) {}

  /**
   * Makes it a file of the case, in the place of the original. Sent twice, it is there once.
   * @param bytes whatever somebody says is one @throws NoReducedCopy when it is none, or when its message has not been written yet; CaseIsClosed, CaseIsFull, EnoughForToday
   */
  async keep(actor: Actor, upload: Upload, bytes: Buffer): Promise<void> {
    const bare = uploadTypeOf(extensionOf(upload.name))?.group === 'image' ? bareJpeg(bytes) : undefined;
    if (!bare || Math.max(bare.width, bare.height) > LARGEST || Math.min(bare.width, bare.height) < 1) throw new NoReducedCopy();
    const stored = await this.store.receive(Readable.from([bare.bytes]));
    try {
      await this.work.run(async (tx) => {
        const held = await this.gate.openForWriting(tx, actor, upload.caseId, attachmentRules.add);
        const { id: uploadId, name, caseId, messageId, begunAt: chosenAt } = upload;
        if (messageId && !(await this.messages.has(tx, { id: messageId, caseId, authorId: actor.id }))) throw new NoReducedCopy();
        const [id] = await this.keeper.keep(tx, actor, held, [{ ...stored, name, identified: JPEG, field: 'files', chosenAt }], { isReduced: true, messageId: messageId ?? undefined });
        if (!(await this.table.linkReduced(tx, uploadId, id!))) throw new NotNeeded();
      });
    } catch (error) {
      await this.store.remove(stored.key);
      if (!(error instanceof NotNeeded)) throw error;
    }
  }

  /** Of an upload that is not to be: on a draft its reduced copy goes too, as nobody else has seen it; elsewhere it stays for what it is. @throws IS_A_FILE */
  async giveUp(tx: Transaction, actor: Actor, { id, caseId }: Upload): Promise<void> {
    // Held like at the gate, before the upload is; but who has begun an upload may take it back, whatever else they may do by now.
    const [kase] = await tx.query<{ reference: string; state: string; patient_id: string | null }>(`select reference, state, patient_id from cases where id = $1 for update`, [caseId]);
    const upload = await this.table.hold(tx, id);
    if (upload?.attachmentId) throw IS_A_FILE;
    if (kase?.state !== 'draft' || !upload?.reducedId) return;
    for (const what of await this.keeper.remove(tx, caseId, upload.reducedId)) {
      tx.log({ who: actor, action: 'attachment.removed', subject: subjectOf({ id: caseId, reference: kase.reference, patientId: kase.patient_id }, { what }) });
    }
  }
}
