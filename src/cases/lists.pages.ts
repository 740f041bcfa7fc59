import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '#libs/authorization/actor';
import { Dictionary } from '#libs/i18n/words';
import { Specialties } from '../specialties/index.js';
import { CASE_REFERENCE } from './case.facts.js';
import { caseRow, type CaseListRow } from './case.row.js';
import { filterFields, type FilterProject } from './cases.filter.fields.js';
import { filterAddress, isNarrowed, type CaseListFilter } from './cases.filter.js';
import { casePaths } from './cases.paths.js';
import { MOST_LOOKED_AT, PAGE_SIZE, type CaseList } from './cases.queries.js';
import type { JustDone } from './just-done.js';

/** The models of TO-DO and CASES. */
@Injectable()
export class ListPages {
  constructor(
    private readonly dictionary: Dictionary,
    private readonly specialties: Specialties,
  ) {}

  /** @param query may name a case that was just posted: the page says so @param done what the actor has just done to a case that they see no more */
  toDo(actor: Actor, yours: CaseListRow[], others: CaseListRow[], query: Record<string, unknown>, done: JustDone | null = null) {
    const words = this.dictionary.in(actor.language);
    const now = new Date();
    const row = (isYours: boolean) => (one: CaseListRow) => caseRow(one, isYours, 'move', actor, this.specialties, words, now);
    const drawn = { yours: yours.map(row(true)), others: others.map(row(false)) };
    const late = drawn.others.filter(({ isLate }) => isLate).length;
    return {
      hasErrors: false,
      notice: done ? { kind: 'good', symbol: 'tick', heading: words(`cases:parted.${done.what}.title`, { reference: done.reference }), text: words(`cases:parted.${done.what}.text`), href: null, link: '' } : this.posted(actor, query.posted, [...yours, ...others]),
      mayPost: hasRole(actor, 'project-staff'),
      summary: yours.length + others.length === 0
        ? words('cases:to-do.nothing')
        : [words('cases:to-do.count-yours', { count: yours.length }), words('cases:to-do.count-others', { count: others.length }), late ? words('cases:to-do.count-late', { count: late }) : ''].join(' ').trim(),
      ...drawn,
    };
  }

  list(actor: Actor, filter: CaseListFilter, { rows, count, isAtLeast, lookedUntil }: CaseList, projects: readonly FilterProject[]) {
    const words = this.dictionary.in(actor.language);
    const now = new Date();
    const shown = rows.slice(0, PAGE_SIZE);
    const last = rows.length > PAGE_SIZE ? shown.at(-1)! : undefined;
    const key = last && { activity: last.lastActivityAt, posted: last.submittedAt!, waiting: last.stateSince }[filter.sort];
    const next = last ? { at: key!.toISOString(), id: last.id } : lookedUntil;
    const isFound = Boolean(filter.text) || isNarrowed(filter);
    const number = count.toLocaleString(actor.language);
    return {
      hasErrors: false,
      filter,
      isFiltered: isNarrowed(filter),
      fields: filterFields(actor, filter, projects, this.specialties, words),
      heading: words(isFound ? 'cases:list.found' : 'cases:list.all'),
      count: isAtLeast ? words('cases:list.at-least', { number }) : number,
      rows: shown.map((row) => caseRow(row, isYours(row, actor, now), 'state', actor, this.specialties, words, now)),
      hasPages: Boolean(filter.after ?? next),
      first: filter.after && `${casePaths.list()}?${filterAddress(filter)}`,
      next: next && `${casePaths.list()}?${filterAddress(filter, next)}`,
      onward: words(last ? 'cases:list.older' : 'cases:list.look-on'),
      stopped: lookedUntil && words('cases:list.stopped', { number: MOST_LOOKED_AT.toLocaleString(actor.language) }),
      inError: hasRole(actor, 'coordinator') ? casePaths.casesPostedInError() : null,
      empty: lookedUntil ? '' : words(isFound ? 'cases:list.none-found' : 'cases:list.none'),
    };
  }

  /** The green banner; only for a case that is really there for this person. */
  private posted(actor: Actor, posted: unknown, rows: CaseListRow[]) {
    if (typeof posted !== 'string' || !CASE_REFERENCE.test(posted) || !rows.some(({ reference }) => reference === posted)) return null;
    const words = this.dictionary.in(actor.language);
    return { kind: 'good', symbol: 'tick', heading: words('cases:posted.title', { reference: posted }), text: words('cases:posted.text'), href: casePaths.show(posted), link: words('cases:posted.view') };
  }
}

/** Whether the move is the reader's, for a row of CASES. */
function isYours(row: CaseListRow, actor: Actor, now: Date): boolean {
  if (row.myState === 'allocated' || row.myState === 'accepted') return row.state !== 'closed';
  if (row.state === 'draft') return true;
  if (row.state === 'awaiting-allocation') return hasRole(actor, 'coordinator');
  if (hasRole(actor, 'coordinator') && (row.leadState === 'allocated' || row.leadState === 'accepted') && row.dueAt !== null && row.dueAt < now) return true;
  return hasRole(actor, 'project-staff') && (row.state === 'information-requested' || row.state === 'answered');
}
