import type { Actor } from '#libs/authorization/actor';
import { filterAddress, type CaseListFilter } from './cases.filter.js';

/** Milliseconds for which a count that came to its bound is said again. */
const KEPT = 5 * 60_000;
const MOST_KEPT = 1000;

/**
 * Counts that came to their bound. "1,000+" takes the longest to find out and changes the least: so it is counted once in
 * five minutes for each person and filter, and at once when what they may see has changed.
 */
export class FullCounts {
  private readonly counts = new Map<string, { readonly count: number; readonly until: number }>();

  of(actor: Actor, filter: CaseListFilter): number | undefined {
    const known = this.counts.get(keyOf(actor, filter));
    return known && known.until > Date.now() ? known.count : undefined;
  }

  keep(actor: Actor, filter: CaseListFilter, count: number): void {
    if (this.counts.size >= MOST_KEPT) this.counts.clear();
    this.counts.set(keyOf(actor, filter), { count, until: Date.now() + KEPT });
  }
}

/** One person, what their rights are made of, and one list of whatever page. */
const keyOf = ({ id, roles, projectIds, missionIds }: Actor, filter: CaseListFilter): string =>
  JSON.stringify([id, roles, projectIds, missionIds, filterAddress({ ...filter, after: null })]);
