import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Sql } from '#libs/database/side-by-side';
import { OrderedReads } from '#libs/database/ordered-reads';
import type { Transaction } from '#libs/database/unit-of-work';
import { inPlaces, lookedAt, orderOf, placesOf } from './case.places.js';
import { visibleTo } from './case.policy.js';
import type { CaseListRow } from './case.row.js';
import { ROW_COLUMNS, ROW_JOINS } from './case.row.sql.js';
import { Values } from './case.values.js';
import { PAGE_SIZE } from './cases.queries.js';
import { waitingPlaces, waitsFor } from './to-do.places.js';

/** Cases that TO-DO lists; nobody reads on behind so many. */
export const MOST_TO_DO = 100;
/** Open cases that are looked at for those that wait for others. */
const MOST_LOOKED_AT = 1000;

/** Reads TO-DO, and counts it for the badge: never more than the policy shows, at a cost that does not grow with the number of cases. */
@Injectable()
export class ToDoQueries {
  constructor(private readonly ordered: OrderedReads) {}

  /** What waits for the actor: urgent and late first, then by due time, then what has waited longest; drafts last. */
  waitingFor(actor: Actor): Promise<CaseListRow[]> {
    const { from, values } = this.waiting(actor);
    return this.ordered.query(
      `with page as materialized (select waiting.* ${from} order by ${ORDER} limit ${MOST_TO_DO})
       select ${ROW_COLUMNS} from page waiting join cases c on c.id = waiting.case_id ${ROW_JOINS} order by ${ORDER}`, values);
  }

  /** Counts for the number beside TO-DO; 100 means that many or more. */
  countingWaitingFor(actor: Actor): Sql {
    const { from, values } = this.waiting(actor);
    return { sql: `select count(*)::int from (select ${from} limit ${MOST_TO_DO}) found`, values };
  }

  /** What the actor sees that waits for somebody else, latest activity first; with it, the look is on the access log. */
  async waitingForOthers(tx: Transaction, actor: Actor): Promise<CaseListRow[]> {
    const visible = visibleTo(actor);
    const values = new Values(visible.values);
    const reading = { sort: 'activity', isOpen: true } as const;
    const places = inPlaces(await placesOf(tx, actor), reading, values);
    return this.ordered.query(
      `with ${tx.logged(values.list)}, page as materialized (
         select c.id, c.key from ${lookedAt(places, reading, MOST_LOOKED_AT)}
         where ${visible.sql} and not ${waitsFor(actor, values)} order by ${orderOf(reading, 'c')} limit ${PAGE_SIZE})
       select ${ROW_COLUMNS} from page join cases c on c.id = page.id ${ROW_JOINS} order by ${orderOf(reading, 'page')}`, values.list);
  }

  private waiting(actor: Actor): { from: string; values: unknown[] } {
    const visible = visibleTo(actor);
    const values = new Values(visible.values);
    const places = waitingPlaces(actor, values, MOST_TO_DO);
    return {
      from: `from (select case_id, bool_or(is_urgent) as is_urgent, min(due_at) as due_at, min(since) as since, bool_and(is_draft) as is_draft from (${places}) place group by case_id) waiting
        join cases c on c.id = waiting.case_id where ${visible.sql} and ${waitsFor(actor, values)}`,
      values: values.list,
    };
  }
}

/** Due times go up, so what is late comes before what is not yet. */
const ORDER = 'waiting.is_draft, waiting.is_urgent desc, waiting.due_at nulls last, waiting.since, waiting.case_id';
