import { Injectable } from '@nestjs/common';
import { People } from '../accounts/index.js';
import type { AccessRow } from './access-log.query.js';

/** Says to whom something was done, by name; nothing where one did it to oneself. */
export type SubjectOf = (row: AccessRow) => string | null;

/** Turns the ids of some rows into names. */
@Injectable()
export class AuditNames {
  constructor(private readonly people: People) {}

  async of(rows: readonly AccessRow[]): Promise<SubjectOf> {
    const people = await this.people.byIds(rows.flatMap((row) => row.subject_account_id ?? []));
    return ({ subject_account_id: id, account_id: actorId }) => (id && id !== actorId ? (people.get(id)?.name ?? null) : null);
  }
}
