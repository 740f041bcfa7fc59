import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Transaction } from '#libs/database/unit-of-work';
import { addJob } from '#libs/jobs/add-job';

/** The job that makes one, and its name for one. They are made one after the other: a machine has more to do. */
export const MAKE_PDF = 'make-case-pdf';
const keyOf = (id: string): string => `${MAKE_PDF} ${id}`;
/** Two processes may die over it, or a disk be full for some seconds. */
const TRIES = 3;

/** Hours after which one is removed, counted from its making; one that could not be made, from when it was asked for. */
export const KEPT_HOURS = 24;
/** Of one person: those that they can fetch, and those that are being made. */
const MOST_KEPT = 5;
export const MOST_AT_ONCE = 3;

/** The PDF of a large case that somebody has asked for. Without `madeAt` it could not be made, unless it is being made. */
export interface KeptPdf {
  readonly id: string;
  readonly caseId: string;
  readonly reference: string;
  readonly accountId: string;
  /** Whether its job runs or will run. */
  readonly isBeingMade: boolean;
  readonly files: number;
  readonly filesDone: number;
  /** The case is shown as it was then. */
  readonly madeAt: Date | null;
  readonly bytes: number | null;
  /** Of the case, as `versionOf` says it. */
  readonly version: string | null;
  /** Whether its owner has seen what has become of it. */
  readonly isSeen: boolean;
}

type Reading = Pick<EntityManager, 'query'>;

/** PDFs that are being made and that were made, one of a case for each person. */
@Injectable()
export class KeptPdfs {
  constructor(private readonly dataSource: DataSource) {}

  /** A person's, of a case. */
  async of(caseId: string, accountId: string, manager: Reading = this.dataSource): Promise<KeptPdf | undefined> {
    const [kept] = await manager.query<KeptPdf[]>(`${SELECT} where p.case_id = $1 and p.account_id = $2`, [caseId, accountId]);
    return kept;
  }

  async find(id: string): Promise<KeptPdf | undefined> {
    const [kept] = await this.dataSource.query<KeptPdf[]>(`${SELECT} where p.id = $1`, [id]);
    return kept;
  }

  /** Has one made, unless this person has too many in the making. The oldest that they could fetch go to make room. @returns whether it is, and the ids of what went */
  async begin({ manager }: Transaction, caseId: string, accountId: string, files: number): Promise<{ isBegun: boolean; gone: string[] }> {
    await manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`case-pdfs ${accountId}`]);
    const theirs = await manager.query<KeptPdf[]>(`${SELECT} where p.account_id = $1 and p.case_id <> $2 order by p.made_at desc nulls last`, [accountId, caseId]);
    if (theirs.filter(({ isBeingMade }) => isBeingMade).length >= MOST_AT_ONCE) return { isBegun: false, gone: [] };
    const before = await this.of(caseId, accountId, manager);
    const gone = [...(before ? [before] : []), ...theirs.filter(({ isBeingMade }) => !isBeingMade).slice(MOST_KEPT - 1)].map(({ id }) => id);
    await this.remove(gone, manager);
    const id = randomUUID();
    await manager.query(`insert into case_pdfs (id, case_id, account_id, files) values ($1, $2, $3, $4)`, [id, caseId, accountId, files]);
    await addJob(manager, MAKE_PDF, { id }, { key: keyOf(id), queue: MAKE_PDF, tries: TRIES });
    return { isBegun: true, gone };
  }

  /** Its owner knows what has become of it. */
  async seen(id: string, manager: Reading = this.dataSource): Promise<void> {
    await manager.query(`update case_pdfs set seen_at = now() where id = $1`, [id]);
  }

  async progressed(id: string, filesDone: number, files: number): Promise<void> {
    await this.dataSource.query(`update case_pdfs set files_done = $2, files = $3 where id = $1`, [id, filesDone, files]);
  }

  /** @returns whether it is still wanted */
  async finish({ manager }: Transaction, id: string, made: { readonly asOf: Date; readonly bytes: number; readonly version: string }): Promise<boolean> {
    const [, finished] = await manager.query<[unknown[], number]>(`update case_pdfs set made_at = $2, bytes = $3, version = $4, seen_at = null where id = $1`, [id, made.asOf, made.bytes, made.version]);
    return finished > 0;
  }

  /** Whether the job that runs now will not be tried again. */
  async isLastTry(id: string): Promise<boolean> {
    return (await this.dataSource.query(`select from graphile_worker.jobs where key = $1 and attempts >= max_attempts`, [keyOf(id)])).length > 0;
  }

  /** The rows, and the jobs that would make them; one that runs just now will find that nobody wants it any more. */
  async remove(ids: readonly string[], manager: Reading = this.dataSource): Promise<void> {
    await manager.query(`delete from case_pdfs where id = any($1)`, [ids]);
    for (const id of ids) await manager.query(`select graphile_worker.remove_job($1)`, [keyOf(id)]);
  }

  async expired(): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(`select id from case_pdfs where coalesce(made_at, asked_at) < now() - make_interval(hours => $1)`, [KEPT_HOURS]);
    return rows.map(({ id }) => id);
  }

  /** Of these ids, those that no row has. */
  async unknownAmong(ids: readonly string[]): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(`select file as id from unnest($1::text[]) file where not exists (select from case_pdfs p where p.id::text = file)`, [ids]);
    return rows.map(({ id }) => id);
  }
}

/** Whether it is being made is asked of the queue, which alone knows: whatever has ended the job, nobody waits for ever. */
const SELECT = `
  select p.id, p.case_id as "caseId", c.reference, p.account_id as "accountId", p.files, p.files_done as "filesDone", p.made_at as "madeAt", p.bytes::float8 as bytes, p.version, p.seen_at is not null as "isSeen",
    p.made_at is null and exists (select from graphile_worker.jobs j where j.key = '${MAKE_PDF} ' || p.id and (j.attempts < j.max_attempts or j.locked_at is not null)) as "isBeingMade"
  from case_pdfs p join cases c on c.id = p.case_id`;
