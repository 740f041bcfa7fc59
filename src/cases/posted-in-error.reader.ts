import { Injectable } from '@nestjs/common';
import { whoHasSeen, type Onlooker } from '#libs/access-log/who-has-seen';
import type { Transaction } from '#libs/database/unit-of-work';

/** What is left of a case that was posted in error. */
export interface CaseTakenBack {
  readonly id: string;
  readonly reference: string;
  readonly isTraining: boolean;
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
      `select c.id, c.reference, c.kind = 'training' as "isTraining", c.state_since as at, actor.name as by, h.why as reason
       from cases c join case_history h on h.case_id = c.id and h.what = 'posted-in-error' join accounts actor on actor.id = h.actor_id
       where c.state = 'posted-in-error' and ($1::uuid is null or (c.state_since, c.id) < (select state_since, id from cases where id = $1))
       order by c.state_since desc, c.id desc limit ${PAGE + 1}`,
      [before],
    );
    const seen = await whoHasSeen(tx, rows.map(({ reference }) => reference));
    return rows.map((row) => ({ ...row, seenBy: seen.get(row.reference)! }));
  }
}
