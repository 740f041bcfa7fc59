import { Injectable } from '@nestjs/common';
import { uploadTypeOf } from '#config/upload-types';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { extensionOf } from '#libs/files/safe-name';
import { CaseGate, subjectOf, writeHistory, type CaseFacts, type HistoryLine } from '../cases/index.js';
import type { Attachment } from './attachment.js';
import { AttachmentNotFound } from './attachment.errors.js';
import { renamed, type AttachmentForm } from './attachment.form.js';
import { AttachmentsKeeper } from './attachments.keeper.js';
import { placeOf } from './attachment-edit.page.js';
import { attachmentRules } from './attachments.policy.js';

/** What can be done to a file of a case after it has come. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly gate: CaseGate,
    private readonly keeper: AttachmentsKeeper,
  ) {}

  /** Says anew what a file is, for who has uploaded it. Said twice, it stays the same. @throws CaseIsClosed */
  async describe(actor: Actor, facts: CaseFacts, file: Attachment, said: AttachmentForm): Promise<void> {
    const { description, view, takenOn } = said;
    const newName = renamed(said.name, knownBy(file));
    await this.work.run(async (tx) => {
      const { role, kase } = await this.gate.openForWriting(tx, actor, facts.id, attachmentRules.edit);
      await tx.query(`update attachments set name = $2, description = $3, view = $4, taken_on = $5 where id = $1`, [file.id, newName, description, view, takenOn]);
      if (!kase.isDraft) await this.tell(tx, actor, facts.id, file, { ...said, name: newName });
      const what = newName === file.name ? newName : `${file.name} → ${newName}`;
      tx.log({ who: actor, role, action: 'attachment.edited', subject: subjectOf(facts, { what }) });
    });
  }

  /** What has changed of a file of a submitted case, in its history: one line each. */
  private async tell(tx: Transaction, actor: Actor, caseId: string, file: Attachment, said: AttachmentForm): Promise<void> {
    const lines: Pick<HistoryLine, 'what' | 'old' | 'new' | 'why'>[] = [];
    if (said.name !== file.name) lines.push({ what: 'file-renamed', old: file.name, new: said.name });
    if (said.description !== file.description) lines.push({ what: 'file-described', old: file.description || '–', new: said.description || '–', why: said.name });
    if ((said.view ?? null) !== file.view || (said.takenOn ?? null) !== file.takenOn) lines.push({ what: 'file-placed', why: said.name });
    const now = Date.now();
    // A millisecond apart, so that they are read in this order.
    for (const [after, line] of lines.entries()) await writeHistory(tx, { ...line, caseId, at: new Date(now + after), actorId: actor.id });
  }

  /** Takes a file out of a draft. @returns where to go next @throws AttachmentNotFound; CaseMoved once it is submitted */
  remove(actor: Actor, facts: CaseFacts, id: string, once: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const { kase, role } = await this.gate.hold(tx, actor, facts.id, attachmentRules.remove);
      kase.assertDraft();
      const [name] = await this.keeper.remove(tx, facts.id, id);
      if (name === undefined) throw new AttachmentNotFound();
      tx.log({ who: actor, role, action: 'attachment.removed', subject: subjectOf(facts, { what: name }) });
      return placeOf(facts);
    });
  }
}

/** Of a picture whose original is still to come, what it says it will be. */
const knownBy = ({ original, extension, name }: Attachment): string => (original === 'there' ? extension : (uploadTypeOf(extensionOf(name))?.extensions[0] ?? extension));
