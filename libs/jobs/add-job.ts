import type { EntityManager } from 'typeorm';

/** Tries of a job before it goes to the list of failed ones; the waits between grow to about a day and a half in all. */
export const MAX_ATTEMPTS = 20;

export interface JobOptions {
  /** At most one waiting job with this key. */
  readonly key?: string;
  /** Not before this time. */
  readonly runAt?: Date;
  /** Jobs of one queue run one after the other, in all processes together. */
  readonly queue?: string;
  /** Instead of MAX_ATTEMPTS. A process that dies takes one of them with it. */
  readonly tries?: number;
}

/** Puts a job into the queue, in the caller's transaction: a rollback leaves no job. */
export async function addJob(manager: EntityManager, name: string, payload: object, { key, runAt, queue, tries = MAX_ATTEMPTS }: JobOptions = {}): Promise<void> {
  await manager.query(
    `select graphile_worker.add_job($1, $2::json, job_key => $3, run_at => $4::timestamptz, max_attempts => $5, queue_name => $6)`,
    [name, JSON.stringify(payload), key ?? null, runAt ?? null, tries, queue ?? null],
  );
}
