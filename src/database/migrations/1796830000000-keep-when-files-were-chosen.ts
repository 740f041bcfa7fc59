import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files stand in the order in which they were chosen, not in that in which their last bytes came. Null for those that came at once. */
export class KeepWhenFilesWereChosen1796830000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments add column chosen_at timestamptz`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments drop column chosen_at`);
  }
}
