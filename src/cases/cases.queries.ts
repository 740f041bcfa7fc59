import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { OrderedReads } from '#libs/database/ordered-reads';
import type { Transaction } from '#libs/database/unit-of-work';
import { People } from '../accounts/index.js';
import { orderOf, placesOf, type Places } from './case.places.js';
import type { CaseListRow } from './case.row.js';
import { ROW_COLUMNS, ROW_JOINS } from './case.row.sql.js';
import { Values } from './case.values.js';
import type { CaseListFilter, ListKey } from './cases.filter.js';
import { lookable, Looks, type Question } from './cases.looking.js';
import { wordsLookedFor } from './cases.words.js';
import { FullCounts } from './full-counts.js';

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
  private readonly fullCounts = new FullCounts();

  constructor(
    private readonly people: People,
    private readonly ordered: OrderedReads,
  ) {}

  async list(tx: Transaction, actor: Actor, filter: CaseListFilter): Promise<CaseList> {
    const specialistIds = filter.specialist ? (await this.people.search(filter.specialist)).map(({ id }) => id) : [];
    const places = await this.places(tx, actor, filter, specialistIds);
    const question = { actor, filter, specialistIds, places, words: filter.text ? await wordsLookedFor(this.ordered, filter.text) : null };
    const { rows, count, isAtLeast } = await this.page(tx, question);
    const hasNext = rows.length > PAGE_SIZE;
    if (count === null) {
      const lookedUntil = hasNext ? null : await this.lookedUntil(question);
      return { rows, count: Math.min(rows.length, PAGE_SIZE), isAtLeast: hasNext || filter.after !== null || lookedUntil !== null, lookedUntil };
    }
    return { rows, count, isAtLeast, lookedUntil: isAtLeast && !hasNext ? await this.lookedUntil(question) : null };
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

  /** A page and, of cases that are not compared by their words, how many there are: in one statement, with which it is on the access log. */
  private async page(tx: Transaction, question: Question): Promise<{ rows: CaseListRow[]; count: number | null; isAtLeast: boolean }> {
    const { actor, filter, words } = question;
    const looks = new Looks(question);
    const { from, where, reading } = looks.at(MOST_LOOKED_AT, filter.after);
    const parts = `with ${tx.logged(looks.values.list)}, page as materialized (select c.id, c.key ${from} where ${where} order by ${orderOf(reading, 'c')} limit ${PAGE_SIZE + 1})`;
    const rows = `${ROW_COLUMNS} from page join cases c on c.id = page.id ${ROW_JOINS}`;
    const known = this.fullCounts.of(actor, filter);
    if (words?.are === 'common' || known !== undefined) {
      const found = await this.ordered.query<CaseListRow>(`${parts} select ${rows} order by ${orderOf(reading, 'page')}`, looks.values.list);
      return { rows: found, count: known ?? null, isAtLeast: known !== undefined };
    }
    const all = looks.at(MOST_COUNTED);
    const found = await this.ordered.query<CaseListRow & { count: number; looked: number }>(
      `${parts}, counted as materialized (select count(*)::int as looked, count(*) filter (where ${all.where})::int as count ${all.from})
       select counted.*, one.* from counted left join (select page.key, ${rows}) one on true order by ${orderOf(reading, 'one')}`, looks.values.list);
    const [{ count, looked }] = found as [typeof found[0]];
    const isFull = looked === MOST_COUNTED;
    if (isFull) this.fullCounts.keep(actor, filter, count);
    return { rows: found.filter(({ id }) => id !== null), count, isAtLeast: isFull };
  }

  /** The last case that the page has looked at, if it had to stop there. */
  private async lookedUntil(question: Question): Promise<ListKey | null> {
    const values = new Values();
    const { sql, reading } = lookable(question, question.filter.after, values);
    const [last] = await this.ordered.query<{ key: Date; id: string }>(`select key, id from (${sql}) place order by ${orderOf(reading, 'place')} offset ${MOST_LOOKED_AT - 1} limit 1`, values.list);
    return last ? { at: last.key.toISOString(), id: last.id } : null;
  }
}
