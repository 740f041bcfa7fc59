import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#libs/database/unit-of-work';
import { WrittenMessages, type MessageOfACase } from '../cases/index.js';
import type { CaseMessage } from './message.js';
import { MESSAGE } from './messages.reader.js';

/** What other modules may ask of a discussion. */
@Injectable()
export class CaseMessages extends WrittenMessages {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  /** Every message, in the order in which they were written. */
  of(caseId: string): Promise<CaseMessage[]> {
    return this.dataSource.query(
      `select ${MESSAGE} from messages m join accounts author on author.id = m.author_id where m.case_id = $1 order by m.created_at, m.id`,
      [caseId],
    );
  }

  async has(tx: Transaction, { id, caseId, authorId }: MessageOfACase): Promise<boolean> {
    return (await tx.query(`select from messages where id = $1 and case_id = $2 and author_id = $3`, [id, caseId, authorId])).length > 0;
  }

  async comesWithOneLess(tx: Transaction, { id, caseId, authorId }: MessageOfACase): Promise<void> {
    await tx.query(`update messages set files_chosen = files_chosen - 1 where id = $1 and case_id = $2 and author_id = $3 and files_chosen > 0`, [id, caseId, authorId]);
  }

  /** The accounts that have written something on a case. */
  async writersOf(caseId: string): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(`select distinct author_id as id from messages where case_id = $1`, [caseId]);
    return rows.map(({ id }) => id);
  }
}
