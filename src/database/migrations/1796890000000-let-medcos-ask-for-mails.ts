import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Medcos hear of new, refused and late cases of their missions if they ask for it. */
export class LetMedcosAskForMails1796890000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table accounts add column follows_missions boolean not null default false`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table accounts drop column follows_missions`);
  }
}
