import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { Anchor } from './anchor.js';
import { AuditKey } from './proof.js';
import { beginningOf, checkpointOf, lastRow, macOf, type Checkpoint, type CheckpointRow } from './checkpoint.js';
import { SettledRows } from './settled-rows.js';

/** Rows of one checkpoint at most. */
const MOST_ROWS = 10_000;

/**
 * The chain of checkpoints. The seal of a row tells that it was changed, but not that it is gone: a row that is missing looks
 * like a number whose transaction was undone. So a checkpoint lists which rows there were. It covers the settled rows after
 * those of the one before it, and carries that one's MAC: none can be taken out or put in without the key.
 */
@Injectable()
export class Checkpoints {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly settled: SettledRows,
    private readonly key: AuditKey,
    private readonly anchor: Anchor,
  ) {}

  /** Covers every row that is settled. Safe to run twice at once. @throws WritersTakeTooLong */
  async extend(): Promise<void> {
    const lost = await this.lostSince();
    const upTo = await this.settled.upTo();
    if (upTo === undefined) return;
    for (;;) {
      const made = await this.work.run((tx) => this.addOne(tx, upTo));
      if (!made) return;
      await this.anchor.keep({ id: made.id, lastRow: lastRow(made), mac: made.mac.toString('hex'), lost });
    }
  }

  /** Every row range that was found gone together with its checkpoints, the newest included. */
  async lostSince(): Promise<{ from: number; to: number }[]> {
    const anchored = await this.anchor.read();
    if (!anchored) return [];
    const [there] = await this.dataSource.query(`select from access_log_checkpoints where id = $1 and mac = $2`, [anchored.id, Buffer.from(anchored.mac, 'hex')]);
    if (there) return [...anchored.lost];
    const newest = await this.newest(this.dataSource);
    return [...anchored.lost, { from: (newest ? lastRow(newest) : 0) + 1, to: anchored.lastRow }];
  }

  /** The checkpoints that there are now, in order, from the first. Later ones are left out: their rows may be newer than what the caller has read. */
  async *all(): AsyncGenerator<Checkpoint> {
    const newest = await this.newest(this.dataSource);
    for (let after = 0; newest && after < newest.id; ) {
      const found = await this.dataSource.query<CheckpointRow[]>(`select * from access_log_checkpoints where id > $1 and id <= $2 order by id limit 20`, [after, newest.id]);
      if (found.length === 0) return;
      yield* found.map(checkpointOf);
      after = Number(found.at(-1)!.id);
    }
  }

  private async addOne(tx: Transaction, upTo: number): Promise<Checkpoint | undefined> {
    await tx.query(`select pg_advisory_xact_lock(hashtext('access log checkpoints'))`);
    const newest = await this.newest(tx.manager);
    const found = await tx.query<{ id: string; seal: Buffer }>(
      `select id, seal from access_log where id > $1 and id <= $2 order by id limit $3`, [newest ? lastRow(newest) : 0, upTo, MOST_ROWS]);
    if (found.length === 0) return undefined;
    const draft = {
      id: (newest?.id ?? 0) + 1,
      rows: found.map(({ id }) => Number(id)),
      seals: Buffer.concat(found.map(({ seal }) => beginningOf(seal))),
      previous: newest?.mac ?? null,
      madeAt: new Date().toISOString(),
    };
    const made = { ...draft, mac: macOf(this.key.bytes, draft) };
    await tx.query(`insert into access_log_checkpoints (id, rows, seals, previous, mac, made_at) values ($1, $2, $3, $4, $5, $6)`,
      [made.id, made.rows, made.seals, made.previous, made.mac, made.madeAt]);
    return made;
  }

  private async newest(db: EntityManager | DataSource): Promise<Checkpoint | undefined> {
    const [row] = await db.query<CheckpointRow[]>(`select * from access_log_checkpoints order by id desc limit 1`);
    return row && checkpointOf(row);
  }
}
