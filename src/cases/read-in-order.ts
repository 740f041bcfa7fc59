import type { Transaction } from '#libs/database/unit-of-work';

/**
 * For the rest of a transaction, PostgreSQL reads lists from indexes in their order. Left alone, it may guess that fetching
 * and sorting everything is cheaper; it cannot know that a page is nearly always full long before the end.
 */
export async function readInOrder(tx: Transaction): Promise<void> {
  await tx.query(`select set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`);
}
