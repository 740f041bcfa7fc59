import { CASE_STATES, type CaseState } from './case.state.js';

export const CASE_SORTS = ['activity', 'waiting', 'reference'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

/** What CASES shows; the address carries it, so a list can be kept as a bookmark. */
export interface CaseListFilter {
  readonly text: string;
  readonly state: CaseState | null;
  readonly specialty: string;
  readonly sort: CaseSort;
  /** The last row of the page before. */
  readonly after: { readonly key: string; readonly id: string } | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A moment of the years 1 to 9999, on a day that there is: JavaScript takes 30 February for 2 March, PostgreSQL does not. */
const isMoment = (text: string): boolean =>
  /^(?!0000)\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text.slice(0, 10));

/** Reads the filter from an address; what is not understood is left out, never an error. */
export function readCaseFilter(query: Record<string, unknown>): CaseListFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string).replaceAll('\0', '').trim().slice(0, 100) : '');
  const sort = CASE_SORTS.find((known) => known === text('sort')) ?? 'activity';
  const [key = '', id = ''] = text('after').split('~');
  const isKey = sort === 'reference' ? /^[A-Z0-9-]{1,30}$/.test(key) : isMoment(key);
  return {
    text: text('q'),
    state: CASE_STATES.find((known) => known === text('state')) ?? null,
    specialty: /^[a-z-]{1,60}$/.test(text('specialty')) ? text('specialty') : '',
    sort,
    after: isKey && UUID.test(id) ? { key, id } : null,
  };
}

/** The filter as a query string, without what is at its default. */
export function filterAddress(filter: CaseListFilter, after?: string): string {
  const parts = { q: filter.text, state: filter.state ?? '', specialty: filter.specialty, sort: filter.sort === 'activity' ? '' : filter.sort, after: after ?? '' };
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value)).toString();
}
