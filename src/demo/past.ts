import type { Stage } from './stage.js';

/** Where the times of a case are kept: table, how to find the case in it, columns. */
const TIMES = [
  ['cases', 'id = $1', ['created_at', 'state_since', 'last_activity_at', 'submitted_at', 'closed_at']],
  ['patients', 'id = (select patient_id from cases where id = $1)', ['created_at']],
  ['case_allocations', 'case_id = $1', ['created_at', 'state_since', 'accepted_at', 'answered_at']],
  ['case_history', 'case_id = $1', ['at']],
  ['outcome_requests', 'case_id = $1', ['closed_at', 'settled_at']],
  ['messages', 'case_id = $1', ['created_at']],
  ['attachments', 'case_id = $1', ['created_at']],
] as const;

/** $1 the case, $2 since when it has been written, $3 the earlier time. What was moved before is earlier than $2, and stays. */
const MOVES = TIMES.map(([table, ofTheCase, columns]) => {
  const moved = columns.map((column) => `${column} = case when ${column} >= $2 then ${column} + ($3::timestamptz - $2::timestamptz) else ${column} end`);
  // A patient's age is told on the day on which they are registered.
  const all = table === 'patients' ? [...moved, `age_on = $3::date`] : moved;
  return `${table}_moved as (update ${table} set ${all.join(', ')} where ${ofTheCase} and greatest(${columns.join(', ')}) >= $2)`;
});

/** Puts what has just happened to a case at an earlier time; what happened together keeps its order. */
export async function moveToThePast({ tx, now }: Stage, caseId: string, at: Date): Promise<void> {
  await tx.query(`with ${MOVES.join(', ')} select`, [caseId, now, at]);
}
