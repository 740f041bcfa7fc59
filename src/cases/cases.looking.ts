import type { Actor } from '#libs/authorization/actor';
import { inPlaces, lookedAt, rowsOf, type Places, type Reading } from './case.places.js';
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

/** Everything that could be looked at behind a page, as places, in no order yet. */
export function lookable({ actor, filter, places, words }: Question, after: ListKey | null, values: Values): { sql: string; reading: Reading } {
  const isOpen = filter.state !== null && filter.state !== 'draft' && filter.state !== 'closed';
  const reading: Reading = { sort: filter.sort, isOpen, within: postedWithin(actor, filter, values), after };
  return { reading, sql: words?.are === 'rare' ? rowsOf(words.ids, reading, values) : inPlaces(places, reading, values) };
}

/** Parts of a statement that looks at cases in the order of a list. */
export interface Looking {
  /** Cases `c`, with the `key` of their order. */
  readonly from: string;
  /** What of it the actor may see and wants to. */
  readonly where: string;
  readonly reading: Reading;
}

/** Statements that look at cases for one question; their values are numbered together, `$1` is the actor. */
export class Looks {
  readonly values: Values;
  private readonly where: string;

  constructor(private readonly question: Question) {
    const { actor, filter, specialistIds, places, words } = question;
    const visible = visibleTo(actor);
    this.values = new Values(visible.values);
    // Whoever looks where their own cases lie finds no others.
    const mine = filter.mine && (words?.are === 'rare' || places.of !== actor.id);
    this.where = [visible.sql, ...conditionsOf(actor, { ...filter, mine }, specialistIds, this.values)].join(' and ');
  }

  /** @param most cases to look at: the bound of what it can cost */
  at(most: number, after: ListKey | null = null): Looking {
    const { words } = this.question;
    const { sql, reading } = lookable(this.question, after, this.values);
    const compared = words?.are === 'common' ? ` join case_search s on s.case_id = c.id and s.words @@ ${this.values.add(words.query, 'tsquery')}` : '';
    return { from: `from ${lookedAt(sql, reading, most)}${compared}`, where: this.where, reading };
  }
}
