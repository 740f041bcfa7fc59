import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the specialists of a specialty are at work and how soon they answer, where an administrator has set it otherwise than the catalogue. */
export class CreateSpecialtyServices1796700001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table specialty_services (
        specialty    text primary key,
        target_hours double precision not null constraint a_target_is_possible check (target_hours between 0.25 and 1000),
        zone         text not null,
        days         text[] not null constraint a_service_has_days check (cardinality(days) > 0),
        opens        text not null,
        closes       text not null,
        constraint a_service_opens_before_it_closes check (opens < closes)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table specialty_services`);
  }
}
