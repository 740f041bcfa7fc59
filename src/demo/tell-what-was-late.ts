import type { Stage } from './stage.js';

/** What waited too long in the story has been told to the coordinators when it was due, and is not told again today. */
export async function tellWhatWasLate({ tx, alarms, now }: Stage): Promise<void> {
  while (!(await alarms.raise(tx, now)).isAll);
  await tx.query(`update case_alarms set raised_at = due_at`);
  await tx.query(
    `update case_history h set at = m.due_at from case_alarms m left join case_allocations a on a.id = m.allocation_id
     where h.case_id = m.case_id and h.what = 'late-' || m.kind and h.about_id is not distinct from a.specialist_id`);
}
