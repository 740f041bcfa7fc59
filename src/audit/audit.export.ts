import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Language } from '#config/languages';
import { Dictionary } from '#libs/i18n/words';
import { accessLogQuery, type AccessRow, type RowFilter } from './access-log.query.js';
import { AuditNames } from './audit.names.js';
import { BYTE_ORDER_MARK, csvLine } from './csv.js';

const BATCH = 1_000;

const COLUMNS = ['row', 'when', 'who', 'account', 'role', 'action', 'what', 'case', 'patient', 'to-whom', 'about', 'address', 'agent', 'outcome'] as const;

/** The access log as CSV, newest first, a batch of rows in memory at a time. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly dataSource: DataSource,
    private readonly names: AuditNames,
    private readonly dictionary: Dictionary,
  ) {}

  /**
   * Batches go by row number instead of a cursor: rows never change, so the result is the same, and a slow download
   * holds neither a connection nor a transaction.
   */
  async *lines(language: Language, filter: RowFilter): AsyncGenerator<string> {
    const words = this.dictionary.in(language);
    yield BYTE_ORDER_MARK + csvLine(COLUMNS.map((name) => words(`audit:csv.${name}`)));
    for (let before: number | undefined; ; ) {
      const { sql, values } = accessLogQuery(filter, { before }, BATCH);
      const rows = await this.dataSource.query<AccessRow[]>(sql, values);
      if (rows.length === 0) return;
      const { subjectOf, patientOf } = await this.names.of(rows);
      yield rows.map((row) => csvLine([
        Number(row.id), row.at.toISOString(), row.name, row.account_id, row.role && words(`ui:roles.${row.role}`), row.action, words(`audit:actions.${row.action}`),
        row.case_reference, patientOf(row) ?? row.patient_id, subjectOf(row), row.what, row.address, row.agent, words(`audit:outcomes.${row.outcome}`),
      ])).join('');
      before = Number(rows.at(-1)!.id);
    }
  }
}
