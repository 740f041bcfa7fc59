import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Sql } from '#libs/database/side-by-side';
import type { AccessEntry } from './entry.js';

/** The columns that a row's seal covers, in this order. */
export const SEALED_COLUMNS = [
  'at', 'account_id', 'name', 'role', 'address', 'agent', 'action', 'case_reference', 'case_id', 'patient_id', 'subject_account_id', 'what', 'outcome',
] as const;

export type SealedRow = Record<(typeof SEALED_COLUMNS)[number], string | null>;

/** HMAC-SHA-256 over a row. The key lies outside the database, so whoever owns the database cannot forge one. */
export function sealOf(key: Buffer | KeyObject, row: SealedRow): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(SEALED_COLUMNS.map((column) => row[column] ?? null))).digest();
}

/** Writes rows of the access log. Always in the transaction of what the row tells about. */
export class AccessLog {
  private readonly key: KeyObject;

  constructor(key: Buffer) {
    this.key = createSecretKey(key);
  }

  async write(manager: EntityManager, entries: readonly AccessEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const { sql, values } = this.writing(entries);
    await manager.query(sql, [...values]);
  }

  /**
   * The statement that adds a row for each, in this order; texts that come from outside are cut to 300 characters.
   * @param after the number of the parameter before its own, where it is a part of another statement
   */
  writing(entries: readonly AccessEntry[], after = 0): Sql {
    const rows = entries.map(rowOf).map((row) => [...SEALED_COLUMNS.map((column) => row[column]), sealOf(this.key, row)]);
    const places = rows.map((row, nth) => `(${row.map((_, at) => `$${after + nth * row.length + at + 1}`).join(', ')})`);
    return { sql: `insert into access_log (${SEALED_COLUMNS.join(', ')}, seal) values ${places.join(', ')}`, values: rows.flat() };
  }
}

const rowOf = ({ who, role, action, subject = {}, outcome = 'done' }: AccessEntry): SealedRow => ({
  at: new Date().toISOString(),
  account_id: who.id,
  name: cut(who.name),
  role: role ?? null,
  address: cut(who.from.address),
  agent: cut(who.from.agent),
  action,
  case_reference: subject.caseReference ?? null,
  case_id: subject.caseId ?? null,
  patient_id: subject.patientId ?? null,
  subject_account_id: subject.accountId ?? null,
  what: subject.what === undefined ? null : cut(subject.what),
  outcome,
});

/** What PostgreSQL can keep, so that the row reads back as it was sealed: no NUL, no half of a character. */
const cut = (text: string) => text.replaceAll('\0', '').slice(0, 300).toWellFormed();
