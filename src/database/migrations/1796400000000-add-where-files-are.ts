import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which store the bytes of each file are; and nothing that could be shown is left of an infected one. */
export class AddWhereFilesAre1796400000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`update attachments set preview_state = 'none' where scan_state = 'infected' and preview_state <> 'none'`);
    await db.query(`
      alter table attachments
        add column store text not null default 'disk' constraint a_store_is_known check (store in ('disk', 's3')),
        add constraint an_infected_file_has_no_previews check (scan_state <> 'infected' or preview_state = 'none')`);
    await db.query(`create index attachments_by_store on attachments (store, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments drop constraint an_infected_file_has_no_previews, drop column store`);
  }
}
