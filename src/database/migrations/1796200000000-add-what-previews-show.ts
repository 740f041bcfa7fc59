import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of many pages, what to show until a picture has come, and pictures with text in them. Version 1 is what was made before. */
export class AddWhatPreviewsShow1796200000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table attachments
        add column pages integer not null default 1,
        add column pages_shown integer not null default 1,
        add column placeholder text,
        add column has_burned_in_text boolean not null default false,
        add column preview_version integer not null default 1,
        add constraint no_more_pages_are_shown_than_there_are check (pages_shown between 1 and pages)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments drop column pages, drop column pages_shown, drop column placeholder, drop column has_burned_in_text, drop column preview_version`);
  }
}
