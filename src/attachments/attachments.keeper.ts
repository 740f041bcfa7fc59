import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Settings } from '#config/settings';
import { uploadTypeOf } from '#config/upload-types';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import type { ReceivedFile } from '#libs/uploads/index';
import { CaseFiles, subjectOf, writeHistory, type ArrivedFile, type CaseFileSummary, type HeldCase } from '../cases/index.js';
import { CaseIsFull, EnoughForToday } from './attachment.errors.js';
import { FileAttached, FilesRemoved, OriginalCame } from './attachments.events.js';
import { AttachmentsReader } from './attachments.reader.js';
import { summaryOf } from './attachment.summary.js';
import { UploadsTable } from './uploads/uploads.table.js';

/** Keeps the files of cases: the row after the file, in the transaction of whatever brought it. */
@Injectable()
export class AttachmentsKeeper extends CaseFiles {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly uploads: UploadsTable,
    private readonly settings: Settings,
  ) {
    super();
  }

  /** @throws CaseIsFull, EnoughForToday */
  async keep(tx: Transaction, actor: Actor, { kase, facts, role }: HeldCase, files: readonly ArrivedFile[], { messageId, isReduced }: { messageId?: string; isReduced?: boolean } = {}): Promise<string[]> {
    if (files.length === 0) return [];
    await this.assertRoom(tx, actor, kase.id, files.length);
    const ids: string[] = [];
    for (const file of files) {
      ids.push(await insertAttachment(tx, kase, file, { uploadedBy: actor.id, messageId, isReduced, chosenAt: file.chosenAt }));
      tx.log({ who: actor, role, action: 'attachment.added', subject: subjectOf(kase, { what: file.name }) });
    }
    // What comes with the form of a draft is no news, though it be submitted with it.
    if (facts.state !== 'draft') await writeHistory(tx, { caseId: kase.id, at: new Date(), actorId: actor.id, what: 'files-added', new: files.map(({ name }) => name).join(', ') });
    return ids;
  }

  async bring(tx: Transaction, actor: Actor, held: HeldCase, messageId: string, leftOut: readonly string[]): Promise<void> {
    const all = await this.uploads.waitingFor(tx, { id: messageId, caseId: held.kase.id, authorId: actor.id });
    const waiting = all.filter(({ id }) => !leftOut.includes(id));
    const files = waiting.map(({ name, bytes, storageKey: key, whole, begunAt }) => ({ ...whole, name, bytes, key, field: 'files', chosenAt: begunAt }));
    if (files.length > 0) await this.uploads.brought(tx, waiting.map(({ id }) => id), await this.keep(tx, actor, held, files, { messageId }));
  }

  /** The original in the place of its reduced copy, which keeps what was said of it. @returns its id, or undefined when the copy is gone */
  async bringOriginal(tx: Transaction, actor: Actor, { kase, role }: HeldCase, id: string, { key, bytes, sha256, crc32, identified: { extension, mediaType, group } }: ReceivedFile): Promise<string | undefined> {
    const [[was]]: [{ name: string; key: string }[], number] = await tx.manager.query(
      `update attachments a set is_reduced = false, storage_key = $2, store = default, bytes = $3, sha256 = $4, crc32 = $5, extension = $6, media_type = $7, type_group = $8,
         preview_state = case preview_state when 'ready' then 'ready' else 'waiting' end, preview_version = 0, scan_state = 'waiting', scan_finding = null
       from (select storage_key as key from attachments where id = $1 for update) was where a.id = $1 and a.is_reduced returning a.name, was.key`,
      [id, key, bytes, sha256, crc32 ?? null, extension, mediaType, group]);
    if (!was) return undefined;
    tx.log({ who: actor, role, action: 'attachment.added', subject: subjectOf(kase, { what: was.name }) });
    if (!kase.isDraft) await writeHistory(tx, { caseId: kase.id, at: new Date(), actorId: actor.id, what: 'original-came', new: was.name });
    await tx.record(new OriginalCame({ id: actor.id }, { caseId: kase.id, reference: kase.reference, attachmentId: id, reducedKey: was.key }));
    return id;
  }

  /**
   * Whether so many more files may come: to this case, and of this person.
   * @param open that are on their way, or wait for a message @throws CaseIsFull, EnoughForToday
   */
  async assertRoom(tx: Transaction, actor: Actor, caseId: string, more: number, open = { case: 0, day: 0 }): Promise<void> {
    const { UPLOAD_FILES_PER_CASE: ofCase, UPLOAD_FILES_PER_DAY: ofDay } = this.settings;
    const [there] = await tx.query<{ case: number; day: number }>(
      `select (select count(*)::int from attachments where case_id = $1) as case,
         (select count(*)::int from attachments where uploaded_by = $2 and created_at > now() - interval '1 day') as day`, [caseId, actor.id]);
    if (there!.case + open.case + more > ofCase) throw new CaseIsFull(ofCase);
    if (there!.day + open.day + more > ofDay) throw new EnoughForToday(ofDay);
  }

  async notYetOn(tx: Transaction, caseId: string, files: readonly ReceivedFile[]): Promise<ReceivedFile[]> {
    if (files.length === 0) return [];
    const there = await tx.query<{ sha256: string }>(`select sha256 from attachments where case_id = $1 and sha256 = any($2)`, [caseId, files.map(({ sha256 }) => sha256)]);
    return files.filter(({ sha256 }) => !there.some((file) => file.sha256 === sha256));
  }

  async listOf(caseId: string, tx?: Transaction): Promise<CaseFileSummary[]> {
    return (await this.reader.of(caseId, tx)).map((file) => summaryOf(file, this.settings.CLAMD_SOCKET !== undefined));
  }

  async removeAllOf(tx: Transaction, caseId: string): Promise<void> {
    await this.remove(tx, caseId, null);
    const [uploads]: [{ id: string; storage_key: string; attachment_id: string | null }[], number] = await tx.manager.query(
      `delete from uploads where case_id = $1 returning id, storage_key, attachment_id`, [caseId]);
    const unfinished = uploads.filter(({ attachment_id }) => !attachment_id);
    if (unfinished.length > 0) await tx.record(new FilesRemoved(null, { caseId, files: unfinished.map(({ id, storage_key }) => ({ attachmentId: id, storageKey: storage_key })) }));
  }

  /** Takes one file away, or all: the rows now, the bytes once that is certain. @returns the names of what went */
  async remove(tx: Transaction, caseId: string, id: string | null): Promise<string[]> {
    const [rows]: [{ id: string; name: string; storage_key: string }[], number] = await tx.manager.query(
      `delete from attachments where case_id = $1 and ($2::text is null or id::text = $2) returning id, name, storage_key`,
      [caseId, id],
    );
    // An original that is still on its way to one of them has nowhere to go: whoever sends it hears that it is done.
    const [uploads]: [{ id: string; storage_key: string }[], number] = await tx.manager.query(
      `update uploads set received = bytes, attachment_id = reduced_id, lease_owner = null, lease_until = null where reduced_id = any($1) and attachment_id is null returning id, storage_key`, [rows.map((row) => row.id)]);
    const files = [...rows, ...uploads].map((row) => ({ attachmentId: row.id, storageKey: row.storage_key }));
    if (files.length > 0) await tx.record(new FilesRemoved(null, { caseId, files }));
    return rows.map(({ name }) => name);
  }
}

/** Adds the row of a file that is on the disk, and announces it. @returns its id */
export async function insertAttachment(
  tx: Transaction,
  { id: caseId, reference }: { readonly id: string; readonly reference: string },
  { name, bytes, sha256, crc32, key, identified: { extension, mediaType, group } }: Omit<ReceivedFile, 'field'>,
  { uploadedBy, messageId, description = '', isReduced = false, chosenAt }: { uploadedBy: string | null; messageId?: string; description?: string; isReduced?: boolean; chosenAt?: Date },
): Promise<string> {
  const attachmentId = randomUUID();
  const previewState = uploadTypeOf(extension)?.preview ? 'waiting' : 'none';
  await tx.query(
    `insert into attachments (id, case_id, message_id, uploaded_by, name, description, type_group, extension, media_type, bytes, sha256, storage_key, preview_state, crc32, is_reduced, chosen_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, clock_timestamp())`,
    [attachmentId, caseId, messageId ?? null, uploadedBy, name, description, group, extension, mediaType, bytes, sha256, key, previewState, crc32 ?? null, isReduced, chosenAt ?? null],
  );
  await tx.record(new FileAttached(uploadedBy === null ? null : { id: uploadedBy }, { caseId, reference, attachmentId }));
  return attachmentId;
}
