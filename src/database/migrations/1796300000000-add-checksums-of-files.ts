import type { MigrationInterface, QueryRunner } from 'typeorm';

/** CRC-32 of files, which a zip must say before it brings the bytes. Null until it has been reckoned. */
export class AddChecksumsOfFiles1796300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments add column crc32 bigint constraint a_checksum_has_32_bits check (crc32 between 0 and 4294967295)`);
    await db.query(`create index attachments_without_a_checksum on attachments (id) where crc32 is null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table attachments drop column crc32`);
  }
}
