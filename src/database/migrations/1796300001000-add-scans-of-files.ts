import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the virus scanner said of each file. Waiting is also what nobody has ever asked a scanner about. */
export class AddScansOfFiles1796300001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table attachments
        add column scan_state text not null default 'waiting' constraint a_scan_state_is_known check (scan_state in ('waiting', 'scanner-away', 'too-large', 'clean', 'infected')),
        add column scan_finding text,
        add constraint an_infected_file_says_with_what check ((scan_state = 'infected') = (scan_finding is not null))`);
    await db.query(`create index attachments_to_be_scanned on attachments (id) where scan_state in ('waiting', 'scanner-away')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments drop column scan_state, drop column scan_finding`);
  }
}
