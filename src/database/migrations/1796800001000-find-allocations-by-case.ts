import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every page of a case asks for all its allocations, refused and withdrawn ones too; without this the whole table was read. */
export class FindAllocationsByCase1796800001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`create index case_allocations_of_a_case on case_allocations (case_id, created_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index case_allocations_of_a_case`);
  }
}
