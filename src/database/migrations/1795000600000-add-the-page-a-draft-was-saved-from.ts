import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which page last saved a draft, and how often that page had sent it, so that a form sent twice and two tabs are told apart. */
export class AddThePageADraftWasSavedFrom1795000600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table cases add column saved_from text, add column saved_step integer not null default 0`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table cases drop column saved_from, drop column saved_step`);
  }
}
