import type { Stage } from './stage.js';

/** Where the times of a case are kept: table, how to find the case in it, columns. */
const TIMES = [
  ['cases', 'id = $1', ['created_at', 'state_since', 'last_activity_at', 'submitted_at', 'closed_at']],
  ['patients', 'id = (select patient_id from cases where id = $1)', ['created_at']],
  ['case_allocations', 'case_id = $1', ['created_at', 'state_since', 'accepted_at', 'answered_at']],
  ['case_history', 'case_id = $1', ['at']],
  ['messages', 'case_id = $1', ['created_at']],
  ['attachments', 'case_id = $1', ['created_at']],
] as const;

/**
 * Puts what has just happened to a case at an earlier time. What was put into the past before stays there, and what
 * happened together keeps its order.
 */
export async function moveToThePast({ tx, now }: Stage, caseId: string, at: Date): Promise<void> {
  for (const [table, ofTheCase, columns] of TIMES) {
    const moved = columns.map((column) => `${column} = case when ${column} >= $2 then ${column} + ($3::timestamptz - $2::timestamptz) else ${column} end`);
    await tx.query(`update ${table} set ${moved.join(', ')} where ${ofTheCase} and greatest(${columns.join(', ')}) >= $2`, [caseId, now, at]);
  }
  // A patient's age was told on the day on which they were registered.
  await tx.query(`update patients set age_on = created_at::date where id = (select patient_id from cases where id = $1)`, [caseId]);
}
