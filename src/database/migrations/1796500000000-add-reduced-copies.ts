import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures that are shown before their originals have come: the row is a file of its own, and becomes the original with its last byte. */
export class AddReducedCopies1796500000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments add column is_reduced boolean not null default false`);
    await db.query(`alter table uploads add column reduced_id uuid constraint a_reduced_copy_stands_for_one_upload unique`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table uploads drop column reduced_id`);
    await db.query(`alter table attachments drop column is_reduced`);
  }
}
