import type { Actor } from '#libs/authorization/actor';
import { filterChoice, filterInput } from '#libs/forms/filter-field';
import type { Words } from '#libs/i18n/words';
import type { Specialties } from '../specialties/index.js';
import { CASE_STATES } from './case.state.js';
import { CASE_KINDS, CASE_SORTS, URGENCIES, type CaseListFilter } from './cases.filter.js';

/** A project to choose from. */
export interface FilterProject {
  readonly code: string;
  readonly name: string;
}

/** Above this, a project is chosen by typing its code: a longer list would weigh more than the cases. */
export const MOST_PROJECTS_TO_CHOOSE = 40;

/** Chooses a project, by its code where there are too many to list. @param projects to choose from; none, and there is no such field */
export function projectField(code: string, projects: readonly FilterProject[], words: Words) {
  if (projects.length === 0) return null;
  if (projects.length > MOST_PROJECTS_TO_CHOOSE) return filterInput('project', 'text', words('cases:list.project-code'), code, 5);
  return filterChoice('project', words('cases:list.project'), code, [{ value: '', label: words('cases:list.every') }, ...projects.map((one) => ({ value: one.code, label: one.name }))]);
}

/** The controls of the filter, in the order of the page. @param projects to choose from; none, and there is nothing to choose */
export function filterFields(actor: Actor, filter: CaseListFilter, projects: readonly FilterProject[], specialties: Specialties, words: Words) {
  const all = { value: '', label: words('cases:list.every') };
  return [
    filterChoice('state', words('cases:captions.state'), filter.state, [all, ...CASE_STATES.map((value) => ({ value, label: words(`cases:state.${value}`) }))]),
    projectField(filter.project, projects, words),
    filterChoice('specialty', words('cases:list.specialty'), filter.specialty, [all, ...specialties.all(actor.language).map(({ code, name }) => ({ value: code, label: name }))]),
    filterInput('specialist', 'text', words('cases:list.specialist'), filter.specialist, 100),
    filterChoice('urgency', words('cases:list.urgency'), filter.urgency, [all, ...URGENCIES.map((value) => ({ value, label: words(`cases:urgency.${value}`) }))]),
    filterChoice('kind', words('cases:list.kind'), filter.kind, [all, ...CASE_KINDS.map((value) => ({ value, label: words(`cases:kind.${value}`) }))]),
    filterInput('from', 'date', words('cases:list.from'), filter.from),
    filterInput('to', 'date', words('cases:list.to'), filter.to),
    filterChoice('sort', words('cases:list.sort'), filter.sort, CASE_SORTS.map((value) => ({ value, label: words(`cases:list.sorts.${value}`) }))),
  ].filter((field) => field !== null);
}
