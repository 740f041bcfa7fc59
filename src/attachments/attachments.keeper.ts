import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { uploadTypeOf } from '#config/upload-types';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import type { ReceivedFile } from '#libs/uploads/index';
import { CaseFiles, writeHistory, type CaseFileSummary, type HeldCase } from '../cases/index.js';
import { CaseIsFull } from './attachment.errors.js';
import { FileAttached, FilesRemoved } from './attachments.events.js';
import { AttachmentsReader } from './attachments.reader.js';
import { summaryOf } from './attachment.summary.js';

/** More would be no case any more, but an archive. */
export const MOST_FILES = 300;

/** Keeps the files of cases: the row after the file, in the transaction of whatever brought it. */
@Injectable()
export class AttachmentsKeeper extends CaseFiles {
  constructor(private readonly reader: AttachmentsReader) {
    super();
  }

  /** @throws CaseIsFull */
  async keep(tx: Transaction, actor: Actor, { kase, role }: HeldCase, files: readonly ReceivedFile[], { messageId }: { messageId?: string } = {}): Promise<void> {
    if (files.length === 0) return;
    const [{ count }] = await tx.query<{ count: number }>(`select count(*)::int as count from attachments where case_id = $1`, [kase.id]);
    if (count + files.length > MOST_FILES) throw new CaseIsFull(MOST_FILES);
    for (const file of files) {
      await insertAttachment(tx, kase, file, { uploadedBy: actor.id, messageId });
      await tx.log({ who: actor, role, action: 'attachment.added', subject: { caseReference: kase.reference, caseId: kase.id, patientId: kase.patientId ?? undefined, what: file.name } });
    }
    if (!kase.isDraft) await writeHistory(tx, { caseId: kase.id, at: new Date(), actorId: actor.id, what: 'files-added', new: files.map(({ name }) => name).join(', ') });
  }

  async notYetOn(tx: Transaction, caseId: string, files: readonly ReceivedFile[]): Promise<ReceivedFile[]> {
    if (files.length === 0) return [];
    const there = await tx.query<{ sha256: string }>(`select sha256 from attachments where case_id = $1 and sha256 = any($2)`, [caseId, files.map(({ sha256 }) => sha256)]);
    return files.filter(({ sha256 }) => !there.some((file) => file.sha256 === sha256));
  }

  async listOf(caseId: string, tx?: Transaction): Promise<CaseFileSummary[]> {
    return (await this.reader.of(caseId, tx)).map(summaryOf);
  }

  async removeAllOf(tx: Transaction, caseId: string): Promise<void> {
    await this.remove(tx, caseId, null);
  }

  /** Takes one file away, or all: the rows now, the bytes once that is certain. @returns the names of what went */
  async remove(tx: Transaction, caseId: string, id: string | null): Promise<string[]> {
    const [rows]: [{ id: string; name: string; storage_key: string }[], number] = await tx.manager.query(
      `delete from attachments where case_id = $1 and ($2::text is null or id::text = $2) returning id, name, storage_key`,
      [caseId, id],
    );
    const files = rows.map((row) => ({ attachmentId: row.id, storageKey: row.storage_key }));
    if (files.length > 0) await tx.record(new FilesRemoved(null, { caseId, files }));
    return rows.map(({ name }) => name);
  }
}

/** Adds the row of a file that is on the disk, and announces it. */
export async function insertAttachment(
  tx: Transaction,
  { id: caseId, reference }: { readonly id: string; readonly reference: string },
  { name, bytes, sha256, crc32, key, identified: { extension, mediaType, group } }: Omit<ReceivedFile, 'field'>,
  { uploadedBy, messageId, description = '' }: { uploadedBy: string | null; messageId?: string; description?: string },
): Promise<void> {
  const attachmentId = randomUUID();
  const previewState = uploadTypeOf(extension)?.preview ? 'waiting' : 'none';
  await tx.query(
    `insert into attachments (id, case_id, message_id, uploaded_by, name, description, type_group, extension, media_type, bytes, sha256, storage_key, preview_state, crc32, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, clock_timestamp())`,
    [attachmentId, caseId, messageId ?? null, uploadedBy, name, description, group, extension, mediaType, bytes, sha256, key, previewState, crc32 ?? null],
  );
  await tx.record(new FileAttached(uploadedBy === null ? null : { id: uploadedBy }, { caseId, reference, attachmentId }));
}
