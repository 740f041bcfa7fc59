import { createHash } from 'node:crypto';
import type { AllocationState } from './case.state.js';

interface Stamped {
  readonly id: string;
  readonly state: AllocationState;
  readonly dueAt: Date | string;
}

/**
 * Who is on a case, how far they are and until when, in a few characters. A page on which somebody decides carries it, so
 * that of two who decide at once the second is told.
 */
export function stampOf(allocations: readonly Stamped[]): string {
  const told = allocations.map(({ id, state, dueAt }) => `${id} ${state} ${new Date(dueAt).toISOString()}`).sort().join('\n');
  return createHash('sha256').update(told).digest('base64url').slice(0, 16);
}
