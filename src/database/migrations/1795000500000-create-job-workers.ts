import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which workers of the job queue have lately been seen alive. */
export class CreateJobWorkers1795000500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`create table job_workers (worker_id text primary key, seen_at timestamptz not null)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table job_workers`);
  }
}
