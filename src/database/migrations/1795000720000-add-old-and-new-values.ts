import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a change in a case’s history was from and to. */
export class AddOldAndNewValues1795000720000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table case_history add column if not exists old_value text, add column if not exists new_value text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table case_history drop column if exists old_value, drop column if exists new_value`);
  }
}
