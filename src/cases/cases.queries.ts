import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { hasRole } from '#libs/authorization/actor';
import type { Sql } from '#libs/database/side-by-side';
import type { Transaction } from '#libs/database/unit-of-work';
import { visibleTo } from './case.policy.js';
import type { CaseListRow } from './case.row.js';
import type { CaseListFilter } from './cases.filter.js';
import { outcomeIsDue } from './outcome-requests.js';

/** Rows of a page. */
export const PAGE_SIZE = 50;
/** Counting stops here: "1,000+" says as much. */
const MOST_COUNTED = 1000;

/** Reads for lists: plain rows, one statement each, never more than the policy shows. */
@Injectable()
export class CasesQueries {
  /** One page of CASES and one row more, which tells that there is a next one. */
  async list(tx: Transaction, actor: Actor, filter: CaseListFilter): Promise<CaseListRow[]> {
    const { sql, values } = this.matching(actor, filter);
    const [column, direction] = ORDERS[filter.sort];
    const after = filter.after && `and (${column}, c.id) ${direction === 'desc' ? '<' : '>'} ($${values.push(filter.after.key)}::${filter.sort === 'reference' ? 'text' : 'timestamptz'}, $${values.push(filter.after.id)}::uuid)`;
    return tx.query<CaseListRow>(`${ROW} where ${sql} ${after ?? ''} order by ${column} ${direction}, c.id ${direction} limit ${PAGE_SIZE + 1}`, values);
  }

  /** How many there are in all; `${MOST_COUNTED}` means that many or more. */
  async count(tx: Transaction, actor: Actor, filter: CaseListFilter): Promise<number> {
    const { sql, values } = this.matching(actor, filter);
    const [row] = await tx.query<{ count: number }>(
      `select count(*)::int as count from (select from cases c join projects p on p.id = c.project_id left join patients t on t.id = c.patient_id where ${sql} limit ${MOST_COUNTED}) found`, values);
    return row!.count;
  }

  /** What waits for the actor: urgent and late first, then what has waited longest; nobody else waits for a draft. */
  waitingFor(tx: Transaction, actor: Actor): Promise<CaseListRow[]> {
    const { sql, values } = waitsFor(actor);
    return tx.query(`${ROW} where ${sql} order by c.is_urgent desc, coalesce(lead.due_at < now(), false) desc, c.state = 'draft', c.state_since, c.id limit 100`, values);
  }

  /** What the actor sees that waits for somebody else, latest activity first. */
  waitingForOthers(tx: Transaction, actor: Actor): Promise<CaseListRow[]> {
    const yours = waitsFor(actor);
    const visible = visibleTo(actor);
    const shifted = yours.sql.replace(/\$(\d+)/g, (_, at: string) => `$${Number(at) + visible.values.length}`);
    return tx.query(
      `${ROW} where ${visible.sql} and c.state not in ('closed', 'draft') and not (${shifted}) order by c.last_activity_at desc, c.id desc limit ${PAGE_SIZE}`,
      [...visible.values, ...yours.values],
    );
  }

  /** Counts for the number beside TO-DO. */
  countingWaitingFor(actor: Actor): Sql {
    const { sql, values } = waitsFor(actor);
    return { sql: `select count(*)::int from (select from cases c where ${sql} limit 100) waiting`, values };
  }

  private matching(actor: Actor, { state, specialty, text }: CaseListFilter) {
    const { sql, values } = visibleTo(actor);
    const conditions = [sql];
    if (state) conditions.push(`c.state = $${values.push(state)}`);
    if (specialty) conditions.push(`c.specialty = $${values.push(specialty)}`);
    if (text) {
      const like = `$${values.push(`%${text.replace(/[\\%_]/g, '\\$&')}%`)}`;
      conditions.push(`(c.reference ilike ${like} or c.title ilike ${like} or t.local_reference ilike ${like})`);
    }
    return { sql: conditions.join(' and '), values };
  }
}

const ORDERS = {
  activity: ['c.last_activity_at', 'desc'],
  waiting: ['c.state_since', 'asc'],
  reference: ['c.reference', 'desc'],
} as const;

/** A row of a list, with the allocation that its turn is about. */
const ROW = `
  select c.id, c.reference, c.state, c.state_since as "stateSince", c.last_activity_at as "lastActivityAt", c.title, c.is_urgent as "isUrgent", c.kind, c.specialty,
    c.submitted_at as "submittedAt", c.closed_at as "closedAt", c.author_id as "authorId", author.name as author, p.name as project,
    t.age_value as "ageValue", t.age_unit as "ageUnit", t.age_on as "ageOn", t.sex,
    lead.specialist_id as "leadId", lead.name as "lead", lead.specialty as "leadSpecialty", lead.due_at as "dueAt",
    mine.state as "myState", mine.due_at as "myDueAt"
  from cases c join projects p on p.id = c.project_id join accounts author on author.id = c.author_id
  left join patients t on t.id = c.patient_id
  left join lateral (
    select a.specialist_id, s.name, a.specialty, a.due_at from case_allocations a join accounts s on s.id = a.specialist_id
    where a.case_id = c.id and a.state = case c.state when 'information-requested' then 'asked' when 'with-specialist' then 'accepted' when 'allocated' then 'allocated' else 'answered' end
    order by a.due_at limit 1
  ) lead on c.state not in ('draft', 'awaiting-allocation', 'closed')
  left join case_allocations mine on mine.case_id = c.id and mine.specialist_id = $1 and mine.state not in ('refused', 'withdrawn')`;

/** What waits for a person, in each of their roles. */
function waitsFor(actor: Actor): { sql: string; values: unknown[] } {
  const values: unknown[] = [actor.id];
  const conditions = ['$1::uuid is null'];
  if (hasRole(actor, 'project-staff')) {
    const own = `any($${values.push(actor.projectIds)}::uuid[])`;
    conditions.push(`(c.project_id = ${own} and c.state in ('information-requested', 'answered'))`, `(c.state = 'draft' and c.author_id = $1 and c.project_id = ${own})`, outcomeIsDue(own));
  }
  if (hasRole(actor, 'specialist')) {
    conditions.push(`(c.state not in ('closed', 'posted-in-error') and c.id in (select a.case_id from case_allocations a where a.specialist_id = $1 and a.state in ('allocated', 'accepted')))`);
  }
  if (hasRole(actor, 'coordinator')) {
    conditions.push(`c.state = 'awaiting-allocation'`, `(c.state in ('allocated', 'with-specialist') and exists (select from case_allocations a where a.case_id = c.id and a.state in ('allocated', 'accepted') and a.due_at < now()))`);
  }
  return { sql: `(${conditions.join(' or ')})`, values };
}
