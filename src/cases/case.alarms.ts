import { Injectable } from '@nestjs/common';
import { DEADLINES } from '#config/deadlines';
import type { Transaction } from '#libs/database/unit-of-work';
import { CaseOverdue, type AlarmKind } from './case.events.js';
import { writeHistory } from './case.history.js';

/** Raised together at most; the rest follows at once. */
const AT_ONCE = 100;

interface RaisedAlarm {
  readonly caseId: string;
  readonly reference: string;
  readonly kind: AlarmKind;
  readonly allocationId: string | null;
  readonly specialistId: string | null;
  readonly specialty: string | null;
}

/** Finds what has waited too long, and says so once: the mark, the event and the line of the history stand or fall together. */
@Injectable()
export class CaseAlarms {
  /**
   * Looks at how things are, not at what was planned: a restart, a changed clock or due time, a second process change
   * nothing. A case that is being changed at this moment is left for the next time.
   * @returns how many were raised: when as many as there can be at once, there may be more
   */
  async raise(tx: Transaction, now: Date): Promise<{ raised: number; isAll: boolean }> {
    const alarms = await tx.query<RaisedAlarm>(RAISE, [now, DEADLINES.hoursToAllocate, DEADLINES.hoursToFirstAnswer, AT_ONCE]);
    for (const { caseId, reference, kind, allocationId, specialistId, specialty } of alarms) {
      await tx.record(new CaseOverdue(null, { caseId, reference, kind, allocationId }));
      await writeHistory(tx, { caseId, at: now, actorId: null, what: `late-${kind}`, aboutId: specialistId ?? undefined, specialty: specialty ?? undefined });
    }
    return { raised: alarms.length, isAll: alarms.length < AT_ONCE };
  }
}

/**
 * $1 now, $2 and $3 hours of the clock. Only open cases are looked at, of which there are few, however many have ended: `offset 0`
 * keeps the planner from reading all allocations and alarms there are instead of those of each open case.
 */
export const RAISE = `
  with late as (
    select id as case_id, last_activity_at, 'unallocated' as kind, null::uuid as allocation_id, null::uuid as specialist_id, null as specialty, state_since + $2 * interval '1 hour' as due_at
    from cases where state = 'awaiting-allocation'
    union all
    select c.id, c.last_activity_at, 'overdue', a.id, a.specialist_id, a.specialty, a.due_at from cases c
    cross join lateral (select * from case_allocations where case_id = c.id and state in ('allocated', 'accepted') offset 0) a where c.state in ('allocated', 'with-specialist', 'information-requested')
    union all
    select id, last_activity_at, 'unanswered', null, null, null, submitted_at + $3 * interval '1 hour' from cases c
    where state in ('awaiting-allocation', 'allocated', 'with-specialist', 'information-requested') and submitted_at <= $1::timestamptz - $3 * interval '1 hour'
      and not exists (select from case_allocations where case_id = c.id and state not in ('refused', 'withdrawn') and answered_at is not null offset 0)
  ), chosen as (
    select late.*, c.reference from late join cases c on c.id = late.case_id and c.last_activity_at = late.last_activity_at
    where late.due_at <= $1 and not exists (
      select from case_alarms m where m.case_id = late.case_id and m.kind = late.kind and m.allocation_id is not distinct from late.allocation_id and m.due_at = late.due_at offset 0)
    order by late.due_at limit $4 for update of c skip locked
  ), raised as (
    insert into case_alarms (case_id, kind, allocation_id, due_at, raised_at) select case_id, kind, allocation_id, due_at, $1 from chosen
    on conflict do nothing returning case_id, kind, allocation_id
  )
  select case_id as "caseId", reference, kind, chosen.allocation_id as "allocationId", specialist_id as "specialistId", specialty
  from chosen join raised using (case_id, kind) where raised.allocation_id is not distinct from chosen.allocation_id
  order by chosen.due_at, kind`;
