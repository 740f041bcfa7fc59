import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { HistoryEvent } from './case.history.js';
import type { CaseState } from './case.state.js';

export interface HistoryEntry {
  readonly at: Date;
  readonly what: HistoryEvent;
  readonly from: CaseState | null;
  readonly to: CaseState | null;
  readonly actor: string | null;
  readonly about: string | null;
  readonly aboutId: string | null;
  /** The code of the specialty it was about. */
  readonly specialty: string | null;
  readonly why: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

/** Everything that happened to a case, oldest first. */
@Injectable()
export class CaseHistoryReader {
  constructor(private readonly dataSource: DataSource) {}

  async of(caseId: string): Promise<HistoryEntry[]> {
    const [row] = await this.dataSource.query<{ history: unknown }[]>(`select ${historyOf('$1')} as history`, [caseId]);
    return historyRead(row!.history);
  }
}

/** The history as one value of JSON, to be read with whatever else is read of a case. @param caseId SQL for its id */
export const historyOf = (caseId: string): string => `(
  select coalesce(json_agg(json_build_object('at', h.at, 'what', h.what, 'from', h.from_state, 'to', h.to_state, 'actor', actor.name, 'about', about.name, 'aboutId', h.about_id,
    'specialty', h.specialty, 'why', h.why, 'oldValue', h.old_value, 'newValue', h.new_value) order by h.at, h.id), '[]'::json)
  from case_history h left join accounts actor on actor.id = h.actor_id left join accounts about on about.id = h.about_id where h.case_id = ${caseId})`;

/** @param json as `historyOf` gives it */
export const historyRead = (json: unknown): HistoryEntry[] => (json as (Omit<HistoryEntry, 'at'> & { at: string })[]).map((entry) => ({ ...entry, at: new Date(entry.at) }));
