import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why an allocation was withdrawn; empty when nobody said. */
export class AddWhyAllocationsWereWithdrawn1796700003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table case_allocations add column withdrawal_reason text not null default ''`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table case_allocations drop column withdrawal_reason`);
  }
}
