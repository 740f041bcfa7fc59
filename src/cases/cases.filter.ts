import { isId } from '#libs/forms/id';
import { isCalendarDay } from '#libs/i18n/calendar-day';
import type { CaseKind } from './case.entity.js';
import { CASE_STATES, type CaseState } from './case.state.js';

/** `waiting` lists open cases alone. */
export const CASE_SORTS = ['activity', 'posted', 'waiting'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

export const CASE_KINDS: readonly CaseKind[] = ['clinical', 'radiology', 'training'];
export const URGENCIES = ['urgent', 'routine'] as const;

/** The place of a row in a list. */
export interface ListKey {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly id: string;
}

/** What CASES shows; the address carries it, so a list can be kept as a bookmark. Empty and null: everything. */
export interface CaseListFilter {
  readonly text: string;
  readonly state: CaseState | null;
  /** Code of a project. */
  readonly project: string;
  readonly specialty: string;
  /** Name of a specialist, or its beginning. */
  readonly specialist: string;
  readonly urgency: (typeof URGENCIES)[number] | null;
  readonly kind: CaseKind | null;
  /** First and last day of posting, YYYY-MM-DD, in the reader's time zone. */
  readonly from: string;
  readonly to: string;
  /** What the reader posted, wrote in or is allocated. */
  readonly mine: boolean;
  readonly sort: CaseSort;
  /** The last row of the page before. */
  readonly after: ListKey | null;
}

const isMoment = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(text) && isCalendarDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));

/** Reads the filter from an address; what is not understood is left out, never an error. */
export function readCaseFilter(query: Record<string, unknown>): CaseListFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string).replaceAll('\0', '').trim().slice(0, 100) : '');
  const like = (name: string, pattern: RegExp) => (pattern.test(text(name)) ? text(name) : '');
  const among = <Value extends string>(name: string, values: readonly Value[]) => values.find((value) => value === text(name)) ?? null;
  const day = (name: string) => (isCalendarDay(text(name)) ? text(name) : '');
  const [at = '', id = ''] = text('after').split('~');
  const sort = among('sort', CASE_SORTS) ?? 'activity';
  const isDated = day('from') !== '' || day('to') !== '';
  return {
    text: text('q'),
    state: among('state', CASE_STATES),
    project: like('project', /^[A-Za-z]{2,5}$/).toUpperCase(),
    specialty: like('specialty', /^[a-z-]{1,60}$/),
    specialist: text('specialist'),
    urgency: among('urgency', URGENCIES),
    kind: among('kind', CASE_KINDS),
    from: day('from'),
    to: day('to'),
    mine: text('mine') !== '',
    // Days of posting are a stretch of that order; in any other, they may be anywhere.
    sort: isDated && sort === 'activity' ? 'posted' : sort,
    after: isMoment(at) && isId(id) ? { at, id } : null,
  };
}

/** The filter as a query string, without what is at its default. */
export function filterAddress(filter: CaseListFilter, after?: ListKey): string {
  const { text, state, project, specialty, specialist, urgency, kind, from, to, mine, sort } = filter;
  const parts = { q: text, state, project, specialty, specialist, urgency, kind, from, to, mine: mine ? 'yes' : '', sort: sort === 'activity' ? '' : sort, after: after ? `${after.at}~${after.id}` : '' };
  return new URLSearchParams(Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
}

/** Whether anything but the search box narrows or orders the list. */
export const isNarrowed = (filter: CaseListFilter): boolean => filterAddress({ ...filter, text: '' }) !== '';
