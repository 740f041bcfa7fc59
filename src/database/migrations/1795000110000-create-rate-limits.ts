import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often something was tried: counted here, so that all processes count together. */
export class CreateRateLimits1795000110000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The order of the columns is rate-limiter-flexible's.
    await db.query(`
      create table rate_limits (
        key    text primary key,
        points integer not null default 0,
        expire bigint
      )`);
    await db.query(`create index rate_limits_by_expiry on rate_limits (expire)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table rate_limits`);
  }
}
