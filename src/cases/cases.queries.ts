import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { People } from '../accounts/index.js';
import { orderOf, placesOf, type Places } from './case.places.js';
import type { CaseListRow } from './case.row.js';
import { ROW_COLUMNS, ROW_JOINS } from './case.row.sql.js';
import { Values } from './case.values.js';
import { MOST_PROJECTS_TO_CHOOSE, type FilterProject } from './cases.filter.fields.js';
import type { CaseListFilter, ListKey } from './cases.filter.js';
import { lookable, looking, type Question } from './cases.looking.js';
import { wordsLookedFor } from './cases.words.js';
import { readInOrder } from './read-in-order.js';

/** Rows of a page. */
export const PAGE_SIZE = 50;
/** Cases that a page looks at, at most; one that finds too few among them says so, and the next goes on from there. */
export const MOST_LOOKED_AT = 5000;
/** Cases that a count looks at: "1,000+" says as much as any larger number. */
export const MOST_COUNTED = 1000;

export interface CaseList {
  /** A page, and one row more where there is a next page. */
  readonly rows: CaseListRow[];
  /** How many fit, or how many do at least. */
  readonly count: number;
  readonly isAtLeast: boolean;
  /** Where a page that found too few stopped looking. */
  readonly lookedUntil: ListKey | null;
}

/** Reads CASES: plain rows, never more than the policy shows, at a cost that does not grow with the number of cases. */
@Injectable()
export class CasesQueries {
  constructor(private readonly people: People) {}

  async list(tx: Transaction, actor: Actor, filter: CaseListFilter): Promise<CaseList> {
    const specialistIds = filter.specialist ? (await this.people.search(filter.specialist)).map(({ id }) => id) : [];
    const places = await this.places(tx, actor, filter, specialistIds);
    const question = { actor, filter, specialistIds, places, words: filter.text ? await wordsLookedFor(tx, filter.text) : null };
    // Cases that were fetched by their words are few, and are sorted.
    if (question.words?.are !== 'rare') await readInOrder(tx);
    const rows = await this.page(tx, question);
    const hasNext = rows.length > PAGE_SIZE;
    if (question.words?.are === 'common') {
      const lookedUntil = hasNext ? null : await this.lookedUntil(tx, question);
      return { rows, count: Math.min(rows.length, PAGE_SIZE), isAtLeast: hasNext || filter.after !== null || lookedUntil !== null, lookedUntil };
    }
    const { count, isAtLeast } = await this.count(tx, question);
    return { rows, count, isAtLeast, lookedUntil: isAtLeast && !hasNext ? await this.lookedUntil(tx, question) : null };
  }

  /** Projects to choose from: those whose cases the actor sees by their role there, by name; one more than are offered. */
  projects(tx: Transaction, actor: Actor): Promise<FilterProject[]> {
    return tx.query(`select code, name from projects where $1 or id = any($2::uuid[]) or mission_id = any($3::uuid[]) order by name limit ${MOST_PROJECTS_TO_CHOOSE + 1}`, [
      hasRole(actor, 'coordinator'), hasRole(actor, 'project-staff') ? actor.projectIds : [], hasRole(actor, 'medco') ? actor.missionIds : [],
    ]);
  }

  /** The narrowest places that hold everything the filter leaves. */
  private async places(tx: Transaction, actor: Actor, { project, mine, state }: CaseListFilter, specialistIds: readonly string[]): Promise<Places> {
    if (mine) return { of: actor.id };
    const places = await placesOf(tx, actor);
    if (state === 'draft') return { draftsOf: places.draftsOf };
    if (places.everywhere && specialistIds.length === 1) return { allocatedTo: specialistIds[0] };
    const [only] = project ? await tx.query<{ id: string }>(`select id from projects where code = $1`, [project]) : [];
    return only && (places.everywhere || places.projectIds!.includes(only.id)) ? { projectIds: [only.id], draftsOf: places.draftsOf } : places;
  }

  private page(tx: Transaction, question: Question): Promise<CaseListRow[]> {
    const { from, where, values, reading } = looking(question, MOST_LOOKED_AT, question.filter.after);
    return tx.query<CaseListRow>(
      `with page as materialized (select c.id, looked.key ${from} where ${where} order by ${orderOf(reading, 'looked')} limit ${PAGE_SIZE + 1})
       select ${ROW_COLUMNS} from page join cases c on c.id = page.id ${ROW_JOINS} order by ${orderOf(reading, 'page')}`, values);
  }

  private async count(tx: Transaction, question: Question): Promise<{ count: number; isAtLeast: boolean }> {
    const { from, where, values } = looking(question, MOST_COUNTED);
    const [found] = await tx.query<{ count: number; looked: number }>(`select count(*)::int as looked, count(*) filter (where ${where})::int as count ${from}`, values);
    return { count: found!.count, isAtLeast: found!.looked === MOST_COUNTED };
  }

  /** The last case that the page has looked at, if it had to stop there. */
  private async lookedUntil(tx: Transaction, question: Question): Promise<ListKey | null> {
    const values = new Values();
    const { sql, reading } = lookable(question, question.filter.after, values);
    const [last] = await tx.query<{ key: Date; id: string }>(`select key, id from (${sql}) place order by ${orderOf(reading, 'place')} offset ${MOST_LOOKED_AT - 1} limit 1`, values.list);
    return last ? { at: last.key.toISOString(), id: last.id } : null;
  }
}
