import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database/unit-of-work';
import type { CaseMessage } from './message.js';

/** A message as its page shows it to one reader. */
export interface ShownMessage extends CaseMessage {
  /** Names of those who have opened the discussion since, its author left out. */
  readonly readBy: readonly string[];
  /** By somebody else, and later than the reader's last visit; nothing is new on a first visit. */
  readonly isNew: boolean;
}

/** The columns of a message `m` and its author, as `CaseMessage` has them. */
export const MESSAGE = `
  m.id, m.author_id as "authorId", author.name as author, m.author_role as "authorRole", m.kind, m.body, m.answer, m.language,
  m.corrects_id as "correctsId", m.created_at as "createdAt", m.files_chosen as "filesChosen"`;

/** Reads a discussion for one person, and remembers that they have. */
@Injectable()
export class MessagesReader {
  /**
   * In the order in which they were written; from now on the person has read them. The mark moves to the last message
   * there is, to no time at which nothing was shown: the statement sees it as it was before. Nothing is written when it
   * stands there already. With it, the look is on the access log.
   */
  read(tx: Transaction, caseId: string, readerId: string): Promise<ShownMessage[]> {
    const values = [caseId, readerId];
    return tx.query(
      `with ${tx.logged(values)}, readers as materialized (
         select r.account_id, r.read_until, a.name from case_reads r join accounts a on a.id = r.account_id where r.case_id = $1
       ), mark as (
         insert into case_reads (case_id, account_id, read_until)
         select case_id, $2, max(created_at) from messages where case_id = $1 group by case_id
         having max(created_at) > coalesce((select read_until from readers where account_id = $2), '-infinity')
         on conflict (case_id, account_id) do update set read_until = greatest(case_reads.read_until, excluded.read_until)
       )
       select ${MESSAGE},
         array(select name from readers where read_until >= m.created_at and account_id <> m.author_id order by name) as "readBy",
         m.author_id <> $2 and coalesce(m.created_at > mine.read_until, false) as "isNew"
       from messages m join accounts author on author.id = m.author_id
       left join readers mine on mine.account_id = $2
       where m.case_id = $1 order by m.created_at, m.id`,
      values,
    );
  }
}
