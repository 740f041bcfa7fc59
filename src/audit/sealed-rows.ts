import type { DataSource } from 'typeorm';
import { SEALED_COLUMNS, sealOf, type SealedRow } from '#libs/access-log/access-log';

/** Seals are worked out in the process that serves pages, so only a few milliseconds at a time. */
const BATCH = 1_000;

/** Microseconds are read too: we never write any, so a time that was moved by less than a millisecond shows. */
const TEXTS = SEALED_COLUMNS.map((column) => (column === 'at' ? `to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at` : `${column}::text as ${column}`));

export type LoggedRow = SealedRow & { readonly id: string; readonly seal: Buffer };

/** Whether a row still is what was sealed. */
export const isAsSealed = (key: Buffer, row: LoggedRow): boolean => sealOf(key, { ...row, at: row.at!.replace(/000Z$/, 'Z') }).equals(row.seal);

/** Reads the access log once, from its lowest number on, a batch at a time. */
export class SealedRows {
  private batch: LoggedRow[] = [];
  private next = 0;
  private after: string | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** The rows up to a number that have not been read yet. */
  async *upTo(last: number): AsyncGenerator<LoggedRow> {
    for (;;) {
      if (this.next === this.batch.length && !(await this.readOn())) return;
      if (Number(this.batch[this.next]!.id) > last) return;
      yield this.batch[this.next++]!;
    }
  }

  private async readOn(): Promise<boolean> {
    this.after = this.batch.at(-1)?.id ?? this.after;
    this.batch = await this.dataSource.query(
      `select id, seal, ${TEXTS.join(', ')} from access_log where $1::bigint is null or id > $1 order by id limit ${BATCH}`, [this.after ?? null]);
    this.next = 0;
    return this.batch.length > 0;
  }
}
