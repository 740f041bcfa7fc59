import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { AccessLog } from '#libs/access-log/access-log';
import type { AccessEntry } from '#libs/access-log/entry';
import type { DomainEvent } from '#libs/events/domain-event';
import { recordEvent } from '#libs/events/record-event';

type Work<Result> = (tx: Transaction) => Promise<Result> | Result;

/** One transaction: the change, the events that announce it and its row of the access log stand or fall together. */
export class Transaction {
  private readonly toLog: AccessEntry[] = [];

  private constructor(readonly manager: EntityManager, private readonly accessLog: AccessLog) {}

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>) {
    return this.manager.getRepository(entity);
  }

  /** Plain rows of one SQL statement. Those that are asked for at once, by `Promise.all`, are carried out in this order, without waiting for each other's answers on the way. */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query(sql, [...parameters]);
  }

  record(event: DomainEvent): Promise<void> {
    return recordEvent(this.manager, event);
  }

  /** Puts it on the access log, with whatever else is logged: in one statement, the last of the transaction. */
  log(entry: AccessEntry): void {
    this.toLog.push(entry);
  }

  /**
   * What is to be logged so far, as `logged` in the WITH of a statement that shows what it is about: a page that is asked
   * for often then has one statement less to wait for.
   * @param values of that statement, from `$1` on; its own are added
   */
  logged(values: unknown[]): string {
    const { sql, values: own } = this.accessLog.writing(this.toLog.splice(0), values.length);
    values.push(...own);
    return `logged as (${sql})`;
  }

  /** Does the work, then writes what is to be logged. */
  static async carryOut<Result>(work: Work<Result>, manager: EntityManager, accessLog: AccessLog): Promise<Result> {
    const tx = new Transaction(manager, accessLog);
    const result = await work(tx);
    await accessLog.write(manager, tx.toLog);
    return result;
  }
}

@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accessLog: AccessLog,
  ) {}

  /** Runs the work in one transaction; an error undoes all of it. */
  run<Result>(work: Work<Result>): Promise<Result> {
    return this.dataSource.transaction((manager) => Transaction.carryOut(work, manager, this.accessLog));
  }

  /**
   * Runs work that changes nothing but the access log. There is nothing to undo, so each statement stands by itself, and
   * no connection is kept while others are asked for. What was seen is on the log before anything of it is shown.
   */
  read<Result>(work: Work<Result>): Promise<Result> {
    return Transaction.carryOut(work, this.dataSource.manager, this.accessLog);
  }

  /**
   * Runs the work of a form at most once, however often the form is sent: a repeated key gets the answer of the
   * first time (two at the same moment: the second waits for the first).
   * @param sent the form's idempotency key, whatever it looks like; none, and the work simply runs
   * @param work answers with where to go next
   */
  once(sent: string | undefined, accountId: string, work: (tx: Transaction) => Promise<string>): Promise<string> {
    const key = sent && shortened(sent);
    return this.run(async (tx) => {
      if (!key) return work(tx);
      const [first] = await tx.query(`insert into form_submissions (key, account_id) values ($1, $2) on conflict do nothing returning key`, [key, accountId]);
      if (!first) return (await ledTo(tx, key, accountId)) ?? '/';
      const location = await work(tx);
      await tx.query(`update form_submissions set location = $2 where key = $1`, [key, location]);
      return location;
    });
  }

  /** Where a form led to when this person sent it before; undefined when they have not. */
  whereItLed(sent: string, accountId: string): Promise<string | undefined> {
    return this.read((tx) => ledTo(tx, shortened(sent), accountId));
  }
}

async function ledTo(tx: Transaction, key: string, accountId: string): Promise<string | undefined> {
  const [done] = await tx.query<{ location: string }>(`select location from form_submissions where key = $1 and account_id = $2`, [key, accountId]);
  return done?.location;
}

/** Keys of ours stay as they are; of what somebody made up, a hash fits into the column. */
const shortened = (key: string): string => (/^[\w-]{1,64}$/.test(key) ? key : createHash('sha256').update(key).digest('hex'));
