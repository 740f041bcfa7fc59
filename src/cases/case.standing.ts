import { deriveState, TURN_OF, type AllocationState, type CaseState, type Turn } from './case.state.js';

/** What has to be known of an allocation to say where its case stands. */
export interface Pending {
  readonly specialistId: string;
  readonly state: AllocationState;
  readonly dueAt: Date | string;
}

/** Where a case stands: its state, who has the turn, and everybody whom it waits for. */
export interface Standing<One extends Pending = Pending> {
  readonly state: CaseState;
  readonly turn: Turn;
  /** In whose TO-DO it is. Of a draft, `project` means its author alone. */
  readonly waitsFor: { readonly project: boolean; readonly coordinators: boolean; readonly specialistIds: readonly string[] };
  /** Allocations whose specialist has the move, the one that is due first at the head. */
  readonly pending: readonly One[];
}

/** Whether the move is the specialist's: to accept or refuse, or to answer. */
export const isPending = ({ state }: { readonly state: AllocationState }): boolean => state === 'allocated' || state === 'accepted';

export const isOverdue = (allocation: Pending, now: Date): boolean => isPending(allocation) && new Date(allocation.dueAt) < now;

/**
 * State and turn of a case, worked out here alone. With several specialists it can wait for more than one person: for each
 * whose move it is, whatever the others do, and for the coordinators too once one of them is late, be it that another one's question waits for the project.
 * @param stored the state on record: a draft and an ended case are what they are, any other follows from the allocations
 */
export function standingOf<One extends Pending>(stored: CaseState, allocations: readonly One[], now: Date): Standing<One> {
  const isOpen = stored !== 'draft' && TURN_OF[stored] !== 'nobody';
  const state = isOpen ? deriveState(allocations.map((one) => one.state), false) : stored;
  const turn = TURN_OF[state];
  const pending = isOpen ? allocations.filter(isPending).sort((a, b) => new Date(a.dueAt).getTime() - new Date(b.dueAt).getTime()) : [];
  const isLate = pending.some((one) => isOverdue(one, now));
  return { state, turn, pending, waitsFor: { project: turn === 'project', coordinators: turn === 'coordinators' || isLate, specialistIds: pending.map(({ specialistId }) => specialistId) } };
}
