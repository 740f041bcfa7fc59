import type { TestApp } from './app.js';
import type { Answer } from './visitor.js';

/**
 * Lets two requests meet at the same case: both have passed the door and wait for its row, in this order, when it is let go.
 * @returns what each was answered
 */
export async function oneAfterTheOther({ db }: TestApp, reference: string, first: () => Promise<Answer>, second: () => Promise<Answer>): Promise<[Answer, Answer]> {
  const holder = db.createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query(`select from cases where reference = $1 for update`, [reference]);
    const answers = [first()];
    await waiting(db, 1);
    answers.push(second());
    await waiting(db, 2);
    await holder.commitTransaction();
    return (await Promise.all(answers)) as [Answer, Answer];
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    await holder.release();
  }
}

/** Asked on another connection than the holder's, which would see the same all through its transaction. */
async function waiting(db: TestApp['db'], wanted: number): Promise<void> {
  const count = async () => (await db.query(`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%for update%'`))[0].count;
  await expect.poll(count, { timeout: 10_000, interval: 10 }).toBe(wanted);
}
