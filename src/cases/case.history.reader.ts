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

  of(caseId: string): Promise<HistoryEntry[]> {
    return this.dataSource.query(
      `select h.at, h.what, h.from_state as "from", h.to_state as "to", actor.name as actor, about.name as about, h.about_id as "aboutId", h.specialty, h.why, h.old_value as "oldValue", h.new_value as "newValue"
       from case_history h left join accounts actor on actor.id = h.actor_id left join accounts about on about.id = h.about_id
       where h.case_id = $1 order by h.at, h.id`,
      [caseId],
    );
  }
}
