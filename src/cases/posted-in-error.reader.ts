import { Injectable } from '@nestjs/common';
import { whoHasSeen, type Onlooker } from '#libs/access-log/who-has-seen';
import type { Transaction } from '#libs/database/unit-of-work';
import { CASE_REFERENCE } from './case.facts.js';

/** What is left of a case that was posted in error. */
export interface CaseTakenBack {
  readonly id: string;
  readonly reference: string;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly seenBy: readonly Onlooker[];
}

/** Cases of a page. */
export const PAGE = 25;

@Injectable()
export class PostedInErrorReader {
  /** The latest first, one more than a page when there are more. @param before the id of the last one of the page before */
  async page(tx: Transaction, before: string | null): Promise<CaseTakenBack[]> {
    const rows = await tx.query<Omit<CaseTakenBack, 'seenBy'>>(
      `select c.id, c.reference, c.state_since as at, actor.name as by, h.why as reason
       from cases c join case_history h on h.case_id = c.id and h.what = 'posted-in-error' join accounts actor on actor.id = h.actor_id
       where c.state = 'posted-in-error' and ($1::uuid is null or (c.state_since, c.id) < (select state_since, id from cases where id = $1))
       order by c.state_since desc, c.id desc limit ${PAGE + 1}`,
      [before],
    );
    const seen = await whoHasSeen(tx, rows.map(({ reference }) => reference));
    return rows.map((row) => ({ ...row, seenBy: seen.get(row.reference)! }));
  }

  /** The case of that reference if this person has taken it back: then they may be told that it is done. */
  async takenBackBy(tx: Transaction, accountId: string, reference: unknown): Promise<string | null> {
    if (typeof reference !== 'string' || !CASE_REFERENCE.test(reference)) return null;
    const rows = await tx.query(
      `select from cases c join case_history h on h.case_id = c.id and h.what = 'posted-in-error' and h.actor_id = $2 where c.reference = $1 and c.state = 'posted-in-error'`, [reference, accountId]);
    return rows.length > 0 ? reference : null;
  }
}
