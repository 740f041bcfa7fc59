import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Transaction } from '#libs/database/unit-of-work';
import { addJob } from '#libs/jobs/add-job';
import { mailKey, SEND_MAIL } from './mail.job.js';
import type { NotificationKind } from './notification.kinds.js';

export interface FailedMail {
  readonly id: string;
  readonly email: string;
  readonly kind: NotificationKind;
  readonly at: Date;
  readonly isGivenUp: boolean;
  readonly tries: number;
  /** Why, in one code; null when it has not been tried, or the reason is no code. */
  readonly code: string | null;
}

export interface FailedJob {
  readonly id: string;
  readonly task: string;
  readonly at: Date;
  readonly isGivenUp: boolean;
  readonly tries: number;
}

/** Rows of each list; the next ones come up as these are settled. */
const MOST = 100;
/** What an error says may quote a mail or a row, so only a code is ever shown. */
const CODE = `'^[A-Z0-9_]{2,30}$'`;

/** What did not work in the background: mails that failed or wait too long, and jobs that ended with an error. The given-up ones come first. */
@Injectable()
export class Failures {
  mails(tx: Transaction): Promise<FailedMail[]> {
    return tx.query(`
      select n.id, n.email, n.kind, n.created_at as at, n.mail_state = 'failed' as "isGivenUp", coalesce(j.attempts, 0) as tries, substring(j.last_error from ${CODE}) as code
      from notifications n left join lateral (select * from graphile_worker.jobs where key in ('mail ' || n.id, 'digest ' || n.account_id) order by key desc limit 1) j on true
      where n.mail_state = 'failed' or (n.mail_state = 'waiting' and n.created_at < now() - interval '10 minutes')
      order by n.mail_state = 'failed' desc, n.created_at limit ${MOST}`);
  }

  /** A digest says whose it is; once it is given up, the mails of which it was to tell are listed instead. */
  jobs(tx: Transaction): Promise<FailedJob[]> {
    return tx.query(`
      select j.id, concat_ws(', ', j.task_identifier, a.email) as task, j.created_at as at, j.attempts >= j.max_attempts as "isGivenUp", j.attempts as tries
      from graphile_worker.jobs j left join accounts a on j.key = 'digest ' || a.id
      where j.last_error is not null and j.task_identifier <> $1 and not (a.id is not null and j.attempts >= j.max_attempts)
      order by j.attempts >= j.max_attempts desc, j.created_at limit ${MOST}`, [SEND_MAIL]);
  }

  /** Starts one mail afresh; one that is being sent just now is left alone. @returns its kind and address, for the log */
  async retryMail(tx: Transaction, id: string): Promise<string | undefined> {
    const [mail] = await tx.query<{ email: string; kind: string }>(`select email, kind from notifications where id = $1 and mail_state in ('failed', 'waiting') for update`, [id]);
    if (!mail || (await isRunning(tx, id))) return undefined;
    await tx.query(`update notifications set mail_state = 'waiting' where id = $1`, [id]);
    await restart(tx.manager, id);
    return `${mail.kind}, ${mail.email}`;
  }

  /** @returns the job's name, for the log */
  async retryJob(tx: Transaction, id: string): Promise<string | undefined> {
    const [job] = await tx.query<{ task: string }>(
      `select j.task_identifier as task from graphile_worker.jobs j where j.id = $1 and j.last_error is not null`, [id]);
    if (!job) return undefined;
    await tx.query(`select graphile_worker.reschedule_jobs(array[$1::bigint], run_at => now(), attempts => 0)`, [id]);
    return job.task;
  }
}

async function isRunning(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.query(`select from graphile_worker.jobs where key = $1 and locked_at is not null`, [mailKey(id)])).length > 0;
}

/** A job that was given up keeps its name, and must go before a new one can have it. */
async function restart(manager: EntityManager, id: string): Promise<void> {
  await manager.query(`select graphile_worker.remove_job($1)`, [mailKey(id)]);
  await addJob(manager, SEND_MAIL, { id }, { key: mailKey(id) });
}
