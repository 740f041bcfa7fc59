import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { Logger as WorkerLogger, parseCronItems, run, type CronItem, type Runner } from 'graphile-worker';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { LivingWorkers } from './living-workers.js';
import { patientPool } from './patient-pool.js';

export type Job = (payload: Record<string, unknown>) => Promise<void>;

/** Runs the jobs of the queue in this process. With several processes, each job runs in one of them. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobRunner.name);
  private readonly jobs = new Map<string, Job>();
  private readonly schedule: CronItem[] = [];
  private readonly living: LivingWorkers;
  private runner: Runner | undefined;

  constructor(private readonly dataSource: DataSource) {
    this.living = new LivingWorkers(dataSource);
  }

  /** Names the work of a job. Call before the application has started. */
  define(name: string, job: Job): void {
    this.jobs.set(name, job);
  }

  /** Defines a job that runs by the clock, once for all processes. @param match five fields of cron, UTC */
  every(match: string, name: string, job: Job): void {
    this.define(name, job);
    this.schedule.push({ task: name, match, options: { backfillPeriod: 0 } });
  }

  async onApplicationBootstrap(): Promise<void> {
    const pgPool = (this.dataSource.driver as unknown as { master: Pool }).master;
    // A connection that breaks while idle must not end the process; whoever uses it next is told.
    pgPool.on('error', () => undefined);
    pgPool.on('connect', (client) => client.on('error', () => undefined));
    this.runner = await run({
      pgPool: patientPool(pgPool),
      events: this.living.events,
      concurrency: 4,
      noHandleSignals: true,
      pollInterval: 2000,
      taskList: Object.fromEntries([...this.jobs].map(([name, job]) => [name, (payload: unknown) => job(payload as Record<string, unknown>)])),
      parsedCronItems: parseCronItems(this.schedule),
      logger: new WorkerLogger(() => (level, message) => this.note(level, message)),
    });
    await this.living.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { runner } = this;
    this.runner = undefined;
    this.living.stop();
    await runner?.stop();
  }

  /** The queue's own words may quote a row: that a job failed is logged, and never why; the queue keeps that itself. */
  private note(level: string, message: string): void {
    if (level === 'error') this.logger.error(message.split(/ with error|\n/, 1)[0]!.slice(0, 120));
  }
}
