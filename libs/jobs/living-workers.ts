import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import type { DataSource } from 'typeorm';

/** Seconds between two signs of life, and of silence after which a worker counts as dead. */
const SIGN_EVERY = 5;
const DEAD_AFTER = 30;

/**
 * Says which workers live, so that a job whose process was killed is taken up again within a minute. By itself the queue
 * waits four hours, as it can't tell a dead worker from a busy one. A worker that was only very slow does no harm: jobs
 * may run twice.
 */
export class LivingWorkers {
  /** For the queue, which tells of its workers here. */
  readonly events = new EventEmitter() as WorkerEvents;
  private readonly mine = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {
    this.events.on('worker:create', ({ worker }) => this.mine.add(worker.workerId));
    this.events.on('worker:stop', ({ worker }) => this.mine.delete(worker.workerId));
  }

  async start(): Promise<void> {
    await this.sign();
    this.timer = setInterval(() => void this.sign().catch(() => undefined), SIGN_EVERY * 1000);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async sign(): Promise<void> {
    await this.dataSource.query(
      `insert into job_workers (worker_id, seen_at) select unnest($1::text[]), now() on conflict (worker_id) do update set seen_at = now()`, [[...this.mine]]);
    await this.dataSource.query(`delete from job_workers where seen_at < now() - interval '1 day'`);
    await this.dataSource.query(
      `select graphile_worker.force_unlock_workers(dead.ids) from (
         select array_agg(distinct locked_by) as ids from graphile_worker._private_jobs
         where locked_at < now() - $1 * interval '1 second'
           and locked_by not in (select worker_id from job_workers where seen_at > now() - $1 * interval '1 second')
       ) dead where dead.ids is not null`, [DEAD_AFTER]);
  }
}
