import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#libs/database/unit-of-work';
import { isId } from '#libs/forms/id';
import type { Attachment } from './attachment.js';
import { AttachmentNotFound } from './attachment.errors.js';

/** Reads the files of cases. A case has a few hundred at most, so its pages read them all and pick. */
@Injectable()
export class AttachmentsReader {
  constructor(private readonly dataSource: DataSource) {}

  /** Every file of a case, in the order in which they were chosen. */
  of(caseId: string, { manager }: Pick<Transaction, 'manager'> = this.dataSource): Promise<Attachment[]> {
    return manager.query(`${SELECT} where a.case_id = $1 ${AS_CHOSEN}`, [caseId]);
  }

  /** @throws AttachmentNotFound also when it belongs to another case */
  async find(caseId: string, id: string): Promise<Attachment> {
    const [found] = isId(id) ? await this.dataSource.query<Attachment[]>(`${SELECT} where a.case_id = $1 and a.id = $2`, [caseId, id]) : [];
    if (!found) throw new AttachmentNotFound();
    return found;
  }

  async count(caseId: string): Promise<number> {
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(`select count(*)::int as count from attachments where case_id = $1`, [caseId]);
    return count;
  }
}

/** Every file of a case as one value of JSON, to be read with whatever else is read of it. @param caseId SQL for its id */
export const filesOf = (caseId: string): string => `(select coalesce(json_agg(file), '[]'::json) from (${SELECT} where a.case_id = ${caseId} ${AS_CHOSEN}) file)`;

/** @param json as `filesOf` gives it */
export const filesRead = (json: unknown): Attachment[] => (json as (Omit<Attachment, 'createdAt'> & { createdAt: string })[]).map((file) => ({ ...file, createdAt: new Date(file.createdAt) }));

const AS_CHOSEN = `order by coalesce(a.chosen_at, a.created_at), a.created_at, a.id`;

const SELECT = `
  select a.id, a.case_id as "caseId", c.reference, a.message_id as "messageId", a.uploaded_by as "uploadedBy", u.name as uploader, a.created_at as "createdAt",
    a.name, a.description, a.view, a.taken_on::text as "takenOn", a.type_group as "group", a.extension, a.media_type as "mediaType",
    case when not a.is_reduced then 'there' when exists (select from uploads w where w.reduced_id = a.id) then 'coming' else 'missing' end as original,
    a.bytes::float8 as bytes, a.sha256, a.crc32::float8 as crc32, a.storage_key as "storageKey", a.store, a.scan_state as "scanState", a.preview_state as "previewState", a.is_reduced or a.preview_version = 0 as "hasOldPreviews", a.width, a.height,
    a.series, a.series_place as "seriesPlace", a.pages, a.pages_shown as "pagesShown", a.placeholder, a.has_burned_in_text as "hasBurnedInText"
  from attachments a join cases c on c.id = a.case_id left join accounts u on u.id = a.uploaded_by`;
