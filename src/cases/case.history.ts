import { randomUUID } from 'node:crypto';
import type { Transaction } from '#libs/database/unit-of-work';
import type { CaseState } from './case.state.js';

export type HistoryEvent =
  | 'submitted' | 'allocated' | 'accepted' | 'refused' | 'withdrawn' | 'sent-back' | 'asked' | 'replied' | 'answered' | 'closed' | 'continues' | 'continued' | 'medco-notified'
  | 'posted-in-error' | 'handed-over' | 'patient-merged' | 'outcome-reported' | 'outcome-skipped' | 'files-added' | 'original-came' | 'file-renamed' | 'file-described' | 'file-placed' | 'file-quarantined'
  | 'due-changed' | 'late-unallocated' | 'late-overdue' | 'late-unanswered';

/** One line of a case's history: who did what, when, to whom, why, and what state came of it. */
export interface HistoryLine {
  readonly caseId: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly what: HistoryEvent;
  readonly from?: CaseState;
  readonly to?: CaseState;
  /** The specialist whom it is about. */
  readonly aboutId?: string;
  readonly specialty?: string;
  readonly why?: string;
  /** What was changed from and to, as it is stored: a moment in ISO 8601, or what it was called. */
  readonly old?: string;
  readonly new?: string;
}

/** Adds a line, in the transaction of the change. */
export async function writeHistory(tx: Transaction, line: HistoryLine): Promise<void> {
  await tx.query(
    `insert into case_history (id, case_id, at, actor_id, what, from_state, to_state, about_id, specialty, why, old_value, new_value)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [randomUUID(), line.caseId, line.at, line.actorId, line.what, line.from ?? null, line.to ?? null, line.aboutId ?? null, line.specialty ?? null, line.why ?? '', line.old ?? null, line.new ?? null],
  );
}
