import { randomUUID } from 'node:crypto';
import { CreateDateColumn, PrimaryColumn } from 'typeorm';

/** What every entity has: an id made by us, and when it came to be. */
export abstract class BaseEntity {
  @PrimaryColumn('uuid')
  readonly id: string = randomUUID();

  @CreateDateColumn({ type: 'timestamptz' })
  readonly createdAt: Date;
}
