import type { Actor } from '#libs/authorization/actor';
import { inPlaces, orderOf, rowsOf, type Places, type Reading } from './case.places.js';
import { visibleTo } from './case.policy.js';
import { Values } from './case.values.js';
import { conditionsOf, postedWithin } from './cases.conditions.js';
import type { CaseListFilter, ListKey } from './cases.filter.js';
import type { WordsLookedFor } from './cases.words.js';

/** What somebody wants to see, and where it can be. */
export interface Question {
  readonly actor: Actor;
  readonly filter: CaseListFilter;
  readonly places: Places;
  readonly words: WordsLookedFor | null;
  /** Whom the name of the specialist may mean. */
  readonly specialistIds: readonly string[];
}

/** Parts of a statement that looks at cases in the order of a list. */
export interface Looking {
  /** `looked`, with `id` and `key`, joined with its `cases c` and `projects p`. */
  readonly from: string;
  /** What of it the actor may see and wants to. `$1` is the actor. */
  readonly where: string;
  readonly values: unknown[];
  readonly reading: Reading;
}

/** Everything that could be looked at behind a page, as `id` and `key`, in no order yet. */
export function lookable({ actor, filter, places, words }: Question, after: ListKey | null, values: Values): { sql: string; reading: Reading } {
  const isOpen = filter.state !== null && filter.state !== 'draft' && filter.state !== 'closed';
  const reading: Reading = { sort: filter.sort, isOpen, within: postedWithin(actor, filter, values), after };
  return { reading, sql: words?.are === 'rare' ? rowsOf(words.ids, reading, values) : inPlaces(places, reading, values) };
}

/** @param most cases to look at: the bound of what a statement can cost */
export function looking(question: Question, most: number, after: ListKey | null = null): Looking {
  const { actor, filter, words, specialistIds } = question;
  const visible = visibleTo(actor);
  const values = new Values(visible.values);
  const { sql, reading } = lookable(question, after, values);
  const compared = words?.are === 'common' ? `join case_search s on s.case_id = c.id and s.words @@ ${values.add(words.query, 'tsquery')}` : '';
  return {
    from: `from (select id, key from (${sql}) place order by ${orderOf(reading, 'place')} limit ${most}) looked
      join cases c on c.id = looked.id join projects p on p.id = c.project_id ${compared}`,
    where: [visible.sql, ...conditionsOf(actor, filter, specialistIds, values)].join(' and '),
    values: values.list,
    reading,
  };
}
