import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database/unit-of-work';
import { CASE_REFERENCE } from './case.facts.js';
import { casePaths } from './cases.paths.js';

/** What takes a case out of one's own sight, so that the list one comes back to has to say that it was done. */
export const PARTINGS = ['posted-in-error', 'handed-over', 'refused'] as const;
export type Parting = (typeof PARTINGS)[number];

/** TO-DO, saying so. */
export const afterParting = (what: Parting, reference: string): string => `${casePaths.toDo()}?done=${what}&case=${reference}`;

export interface JustDone {
  readonly what: Parting;
  readonly reference: string;
}

@Injectable()
export class JustDoneReader {
  /** What an address says that this person has just done, if they really did. */
  async of(tx: Transaction, accountId: string, { done, case: reference }: Record<string, unknown>): Promise<JustDone | null> {
    const what = PARTINGS.find((known) => known === done);
    if (!what || typeof reference !== 'string' || !CASE_REFERENCE.test(reference)) return null;
    const rows = await tx.query(`select from case_history h join cases c on c.id = h.case_id where c.reference = $1 and h.what = $2 and h.actor_id = $3 limit 1`, [reference, what, accountId]);
    return rows.length > 0 ? { what, reference } : null;
  }
}
