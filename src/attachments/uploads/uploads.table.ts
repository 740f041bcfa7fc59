import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#libs/database/unit-of-work';
import { isId } from '#libs/forms/id';
import type { MessageOfACase } from '../../cases/index.js';
import type { Upload, WholeFile } from './upload.js';

/** Seconds that one request may write an upload without a sign of life. Short: a phone that changes its address comes back at once. */
const LEASE = 5;

type NewUpload = Omit<Upload, 'reference' | 'received' | 'attachmentId' | 'whole' | 'reducedId' | 'begunAt' | 'lastActivityAt'>;

/** The rows of uploads. Who writes one holds its lease, in the database: two processes cannot both. */
@Injectable()
export class UploadsTable {
  constructor(private readonly dataSource: DataSource) {}

  async find(id: string): Promise<Upload | undefined> {
    const [found] = isId(id) ? await this.dataSource.query<Upload[]>(`${SELECT} where u.id = $1`, [id]) : [];
    return found;
  }

  /** As it is now, and nobody changes it before the end of the transaction. The case is held before. */
  async hold(tx: Transaction, id: string): Promise<Upload | undefined> {
    const [found] = await tx.query<Upload>(`${SELECT} where u.id = $1 for update of u`, [id]);
    return found;
  }

  async add({ id, accountId, caseId, name, bytes, storageKey, messageId }: NewUpload, owner: string): Promise<void> {
    await this.dataSource.query(
      `insert into uploads (id, account_id, case_id, name, bytes, storage_key, message_id, lease_owner, lease_until) values ($1, $2, $3, $4, $5, $6, $7, $8, ${UNTIL})`,
      [id, accountId, caseId, name, bytes, storageKey, messageId, owner]);
  }

  /**
   * Takes the lease, or prolongs it. Nobody waits for the disk: what PostgreSQL forgets when it crashes has run out
   * before it is there again, and no byte is answered for without it. @returns whether nobody else has it
   */
  async lease(id: string, owner: string): Promise<boolean> {
    return this.changes(
      `update uploads set lease_owner = $2, lease_until = ${UNTIL} where set_config('synchronous_commit', 'off', true) = 'off' and id = $1 and (lease_owner is null or lease_owner = $2 or lease_until < clock_timestamp())`, [id, owner]);
  }

  /** Prolongs a lease, though it may have run out, unless somebody else has taken it since. */
  async prolong(id: string, owner: string): Promise<boolean> {
    return this.changes(`update uploads set lease_until = ${UNTIL} where id = $1 and lease_owner = $2`, [id, owner]);
  }

  async release(id: string, owner: string): Promise<void> {
    await this.changes(`update uploads set lease_owner = null, lease_until = null where id = $1 and lease_owner = $2`, [id, owner]);
  }

  /** Answers for bytes that are on the disk. @param isLast ends the lease @returns false when it was lost: then they are somebody else's to answer for */
  async acknowledge(id: string, owner: string, received: number, isLast: boolean): Promise<boolean> {
    return this.changes(
      `update uploads set received = $3, last_activity_at = now(), lease_owner = case when $4 then null else lease_owner end, lease_until = case when $4 then null else ${UNTIL} end
       where id = $1 and lease_owner = $2`, [id, owner, received, isLast]);
  }

  /** The last byte: in the transaction that makes it a file of its case, or keeps what is known of it until its message is sent. @returns false when the lease was lost */
  async finish(tx: Transaction, id: string, owner: string, { attachmentId = null, whole = null }: { readonly attachmentId?: string | null; readonly whole?: WholeFile | null }): Promise<boolean> {
    const [, changed]: [unknown, number] = await tx.manager.query(
      `update uploads set received = bytes, attachment_id = $3, whole = $4, last_activity_at = now(), lease_owner = null, lease_until = null where id = $1 and lease_owner = $2`, [id, owner, attachmentId, whole]);
    return changed > 0;
  }

  /** What is all there and waits for a message, in the order in which it was chosen. */
  waitingFor(tx: Transaction, { id, caseId, authorId }: MessageOfACase): Promise<(Upload & { readonly whole: WholeFile })[]> {
    return tx.query(`${SELECT} where u.case_id = $1 and u.account_id = $2 and u.message_id = $3 and u.whole is not null order by u.created_at, u.id for update of u`, [caseId, authorId, id]);
  }

  /** What has waited are files of its message now: each upload the attachment at the same place. */
  async brought(tx: Transaction, ids: readonly string[], attachmentIds: readonly string[]): Promise<void> {
    await tx.query(`update uploads u set attachment_id = file.id, whole = null from unnest($1::uuid[], $2::uuid[]) file (upload_id, id) where u.id = file.upload_id`, [ids, attachmentIds]);
  }

  /** Those that are no file yet, and have none that stands for them: on a case, and of a person within a day. */
  async countOpen(tx: Transaction, accountId: string, caseId: string): Promise<{ readonly case: number; readonly day: number }> {
    const [open] = await tx.query<{ case: number; day: number }>(
      `select (select count(*)::int from uploads where case_id = $2 and attachment_id is null and reduced_id is null) as case,
         (select count(*)::int from uploads where account_id = $1 and attachment_id is null and reduced_id is null and created_at > now() - interval '1 day') as day`, [accountId, caseId]);
    return open!;
  }

  /** @returns false when it has a reduced copy already, or is all there */
  async linkReduced(tx: Transaction, id: string, reducedId: string): Promise<boolean> {
    const [, changed]: [unknown, number] = await tx.manager.query(
      `update uploads set reduced_id = $2, last_activity_at = now() where id = $1 and reduced_id is null and attachment_id is null`, [id, reducedId]);
    return changed > 0;
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.query(`delete from uploads where id = $1`, [id]);
  }

  /** Forgets uploads in which nothing has happened for so many days. @returns where the bytes of unfinished ones are */
  async removeIdle(days: number): Promise<string[]> {
    const [rows]: [{ storage_key: string; attachment_id: string | null }[], number] = await this.dataSource.query(
      `delete from uploads where last_activity_at < now() - make_interval(days => $1) and (lease_until is null or lease_until < now()) returning storage_key, attachment_id`, [days]);
    return rows.filter(({ attachment_id }) => !attachment_id).map(({ storage_key }) => storage_key);
  }

  private async changes(sql: string, values: unknown[]): Promise<boolean> {
    const [, changed]: [unknown, number] = await this.dataSource.query(sql, values);
    return changed > 0;
  }
}

const UNTIL = `clock_timestamp() + interval '${LEASE} seconds'`;

const SELECT = `
  select u.id, u.account_id as "accountId", u.case_id as "caseId", c.reference, u.name, u.bytes::float8 as bytes, u.received::float8 as received,
    u.storage_key as "storageKey", u.attachment_id as "attachmentId", u.message_id as "messageId", u.whole, u.reduced_id as "reducedId", u.created_at as "begunAt", u.last_activity_at as "lastActivityAt"
  from uploads u join cases c on c.id = u.case_id`;
