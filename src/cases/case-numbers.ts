import type { Transaction } from '#libs/database/unit-of-work';
import { takeNewCase } from '../accounts/index.js';

/** The next reference of a project in a year: `BUN-2026-0042`. One at a time for each project; a gap does no harm. @throws ProjectIsClosed */
export async function nextReference(tx: Transaction, projectId: string, now: Date): Promise<string> {
  const year = now.getUTCFullYear();
  const [code, [row]] = await Promise.all([
    takeNewCase(tx, projectId),
    tx.query<{ last: number }>(
      `insert into case_numbers (project_id, year, last) values ($1, $2, 1)
       on conflict (project_id, year) do update set last = case_numbers.last + 1 returning last`,
      [projectId, year],
    ),
  ]);
  return `${code}-${year}-${String(row!.last).padStart(4, '0')}`;
}
