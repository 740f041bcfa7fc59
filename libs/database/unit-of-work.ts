import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { AccessLog } from '#libs/access-log/access-log';
import type { AccessEntry } from '#libs/access-log/entry';
import type { DomainEvent } from '#libs/events/domain-event';
import { recordEvent } from '#libs/events/record-event';

/** One transaction: the change, the events that announce it and its row of the access log stand or fall together. */
export class Transaction {
  constructor(
    readonly manager: EntityManager,
    private readonly accessLog: AccessLog,
  ) {}

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>) {
    return this.manager.getRepository(entity);
  }

  /** Plain rows of one SQL statement. */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query(sql, [...parameters]);
  }

  record(event: DomainEvent): Promise<void> {
    return recordEvent(this.manager, event);
  }

  log(entry: AccessEntry): Promise<void> {
    return this.accessLog.write(this.manager, entry);
  }
}

@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accessLog: AccessLog,
  ) {}

  /** Runs the work in one transaction; an error undoes all of it. */
  run<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction((manager) => work(new Transaction(manager, this.accessLog)));
  }

  /**
   * Runs work that changes nothing. There is nothing to undo, so each statement stands by itself, and what is put on the
   * access log stays there whatever happens next; no connection is kept while others are asked for.
   */
  read<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return work(new Transaction(this.dataSource.manager, this.accessLog));
  }

  /**
   * Runs the work of a form at most once, however often the form is sent: a repeated key gets the answer of the
   * first time (two at the same moment: the second waits for the first).
   * @param sent the form's idempotency key, whatever it looks like; none, and the work simply runs
   * @param work answers with where to go next
   */
  once(sent: string | undefined, accountId: string, work: (tx: Transaction) => Promise<string>): Promise<string> {
    const key = sent && shortened(String(sent));
    return this.run(async (tx) => {
      if (!key) return work(tx);
      const [first] = await tx.query(`insert into form_submissions (key, account_id) values ($1, $2) on conflict do nothing returning key`, [key, accountId]);
      if (!first) {
        const [done] = await tx.query<{ location: string }>(`select location from form_submissions where key = $1 and account_id = $2`, [key, accountId]);
        return done?.location ?? '/';
      }
      const location = await work(tx);
      await tx.query(`update form_submissions set location = $2 where key = $1`, [key, location]);
      return location;
    });
  }
}

/** Keys of ours stay as they are; of what somebody made up, a hash fits into the column. */
const shortened = (key: string): string => (/^[\w-]{1,64}$/.test(key) ? key : createHash('sha256').update(key).digest('hex'));
