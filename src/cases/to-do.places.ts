import { DEADLINES } from '#config/deadlines';
import { hasRole, type Actor } from '#libs/authorization/actor';
import type { Values } from './case.values.js';
import { outcomeIsDue, outcomesDue } from './outcome-requests.js';

/** Whether a case waits for a person, in any of their roles, as a condition on `cases c`. */
export function waitsFor(actor: Actor, values: Values): string {
  const me = values.add(actor.id, 'uuid');
  const conditions = [`${me} is null`];
  if (hasRole(actor, 'project-staff')) {
    const own = `any(${values.add(actor.projectIds, 'uuid[]')})`;
    conditions.push(`(c.project_id = ${own} and (c.state in ('information-requested', 'answered') or (c.state = 'draft' and c.author_id = ${me})))`, outcomeIsDue(own));
  }
  if (hasRole(actor, 'specialist')) {
    conditions.push(`(c.state not in ('closed', 'posted-in-error') and exists (select from case_allocations a where a.case_id = c.id and a.specialist_id = ${me} and a.state in ('allocated', 'accepted')))`);
  }
  if (hasRole(actor, 'coordinator')) {
    conditions.push(`c.state = 'awaiting-allocation'`, `(c.state in ('allocated', 'with-specialist', 'information-requested') and exists (select from case_allocations a where a.case_id = c.id and a.state in ('allocated', 'accepted') and a.due_at < now()))`);
  }
  return `(${conditions.join(' or ')})`;
}

/**
 * Where the cases lie that wait for a person: each place from an index in the order of TO-DO, as far as one page of it. The
 * same cases as `waitsFor`, and perhaps a few more.
 */
export function waitingPlaces(actor: Actor, values: Values, most: number): string {
  const me = () => values.add(actor.id, 'uuid');
  const place = (columns: string, from: string, order: string) => `(select ${columns} from ${from} order by ${order} limit ${most})`;
  const allocated = (where: string) => `case_people where ${where} and is_open and allocation_state in ('allocated', 'accepted')`;
  const columns = (id: string, due: string, since: string, isDraft = false) => `${id} as case_id, is_urgent, (${due})::timestamptz as due_at, ${since} as since, ${isDraft} as is_draft`;
  const [own, asked] = [columns('id', 'null', 'state_since'), columns('case_id', 'due_at', 'state_since')];
  const places: string[] = [];
  if (hasRole(actor, 'project-staff')) {
    for (const id of actor.projectIds) places.push(place(own, `cases where project_id = ${values.add(id, 'uuid')} and state in ('information-requested', 'answered')`, 'is_urgent desc, state_since, id'));
    for (const id of actor.projectIds) places.push(place('case_id, false as is_urgent, null::timestamptz as due_at, closed_at as since, false as is_draft', `outcome_requests where ${outcomesDue(values.add(id, 'uuid'))}`, 'closed_at'));
    places.push(place(columns('id', 'null', 'last_activity_at', true), `cases where author_id = ${me()} and state = 'draft'`, 'last_activity_at desc, id desc'));
  }
  if (hasRole(actor, 'specialist')) places.push(place(asked, allocated(`account_id = ${me()}`), 'is_urgent desc, due_at, case_id'));
  if (hasRole(actor, 'coordinator')) {
    places.push(place(columns('id', `state_since + interval '${DEADLINES.hoursToAllocate} h'`, 'state_since'), `cases where state = 'awaiting-allocation'`, 'is_urgent desc, state_since, id'));
    for (const isUrgent of [true, false]) places.push(place(asked, allocated(`is_urgent = ${isUrgent} and due_at < now()`), 'due_at, case_id'));
  }
  return places.join(' union all ') || `select ${own} from cases where false`;
}
