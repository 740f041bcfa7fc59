import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Slices that a scanner has written as files of their own belong together. */
export class AddSeriesOfScans1796500001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments add column series text, add column series_place integer not null default 0`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments drop column series, drop column series_place`);
  }
}
