import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';

/** Milliseconds to wait for writers before giving up: another try is a minute later. */
const PATIENCE = 30_000;

/** Somebody keeps a transaction open that writes to the access log: until it ends, nothing newer can be covered. */
export class WritersTakeTooLong extends Error {}

const WRITERS = `
  select virtualtransaction as id from pg_locks
  where locktype = 'relation' and relation = 'access_log'::regclass and mode = 'RowExclusiveLock'
    and database = (select oid from pg_database where datname = current_database())`;

/**
 * Tells up to which number the access log is settled: no row below it can still appear.
 *
 * Numbers are given out in order, but rows appear when their transactions commit: 5 may show up after 6, and a number
 * whose transaction was undone never does. So the newest number that can be seen says nothing about those below. But
 * whoever inserts holds a lock on the table from before the number is given out until the end of the transaction. Once
 * everybody who held one after we had seen number N has ended, all numbers up to N are settled. (PostgreSQL builds its
 * indexes beside running writers in the same way.) Nobody is kept waiting but this job.
 */
@Injectable()
export class SettledRows {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param patience milliseconds
   * @returns the number; undefined when there is no row
   * @throws WritersTakeTooLong
   */
  async upTo(patience = PATIENCE): Promise<number | undefined> {
    const [newest] = await this.dataSource.query<{ id: string | null }[]>(`select max(id) as id from access_log`);
    if (!newest?.id) return undefined;
    const writers = await this.dataSource.query<{ id: string }[]>(WRITERS);
    await this.haveEnded(writers.map(({ id }) => id), patience);
    return Number(newest.id);
  }

  private async haveEnded(writers: readonly string[], patience: number): Promise<void> {
    for (const deadline = Date.now() + patience; ; await pause(100)) {
      const left = writers.length && (await this.dataSource.query(`${WRITERS} and virtualtransaction = any($1)`, [writers])).length;
      if (!left) return;
      if (Date.now() >= deadline) throw new WritersTakeTooLong();
    }
  }
}
