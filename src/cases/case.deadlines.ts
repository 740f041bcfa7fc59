import { DEADLINES } from '#config/deadlines';
import type { CaseState } from './case.state.js';

const HOUR = 3_600_000;

/**
 * When the next step is due, and null when nothing presses.
 * @param stateSince since when the case has been in its state
 * @param allocation the one whose move it is
 */
export function dueTime(state: CaseState, stateSince: Date, allocation: { readonly dueAt: Date | string } | undefined): Date | null {
  if (state === 'awaiting-allocation') return new Date(stateSince.getTime() + DEADLINES.hoursToAllocate * HOUR);
  if (state === 'allocated' || state === 'with-specialist') return allocation ? new Date(allocation.dueAt) : null;
  return null;
}
