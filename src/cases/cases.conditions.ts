import type { Actor } from '#libs/authorization/actor';
import type { Values } from './case.values.js';
import type { CaseListFilter } from './cases.filter.js';

/**
 * A filter as conditions on cases `c`; words to search for and days of posting are not among them.
 * @param specialistIds whom the name of the specialist may mean
 */
export function conditionsOf(actor: Actor, filter: CaseListFilter, specialistIds: readonly string[], values: Values): string[] {
  const { state, project, specialty, specialist, urgency, kind, mine } = filter;
  return [
    state && `c.state = ${values.add(state, 'text')}`,
    project && `c.project_id = (select id from projects where code = ${values.add(project, 'text')})`,
    specialty && `c.specialty = ${values.add(specialty, 'text')}`,
    specialist && `exists (select from case_people s where s.case_id = c.id and s.account_id = any(${values.add(specialistIds, 'uuid[]')}) and s.allocation_state is not null)`,
    urgency && `c.is_urgent = ${urgency === 'urgent'}`,
    kind && `c.kind = ${values.add(kind, 'text')}`,
    mine && `exists (select from case_people m where m.case_id = c.id and m.account_id = ${values.add(actor.id, 'uuid')} and (m.took_part or m.allocation_state is not null))`,
  ].filter(Boolean) as string[];
}

/** The filter's days of posting as a condition on `o.submitted_at`; empty without any. */
export function postedWithin(actor: Actor, { from, to }: CaseListFilter, values: Values): string {
  const zone = () => values.add(actor.timeZone, 'text');
  const since = from && `o.submitted_at >= ${values.add(from, 'date')}::timestamp at time zone ${zone()}`;
  const until = to && `o.submitted_at < (${values.add(to, 'date')}::timestamp + interval '1 day') at time zone ${zone()}`;
  return [since, until].filter(Boolean).join(' and ');
}
