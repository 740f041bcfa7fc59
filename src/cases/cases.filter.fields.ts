import type { Actor } from '#libs/authorization/actor';
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

/** The controls of the filter, in the order of the page. @param projects to choose from; none, and there is nothing to choose */
export function filterFields(actor: Actor, filter: CaseListFilter, projects: readonly FilterProject[], specialties: Specialties, words: Words) {
  const all = { value: '', label: words('cases:list.every') };
  const select = (name: string, label: string, value: string | null, options: { value: string; label: string }[]) => ({ name, label: words(label), options: options.map((option) => ({ ...option, chosen: option.value === (value ?? '') })) });
  const input = (name: string, type: string, label: string, value: string, maxlength?: number) => ({ name, type, label: words(label), value, maxlength });
  return [
    select('state', 'cases:captions.state', filter.state, [all, ...CASE_STATES.map((value) => ({ value, label: words(`cases:state.${value}`) }))]),
    projects.length > 0 && (projects.length > MOST_PROJECTS_TO_CHOOSE
      ? input('project', 'text', 'cases:list.project-code', filter.project, 5)
      : select('project', 'cases:list.project', filter.project, [all, ...projects.map(({ code, name }) => ({ value: code, label: name }))])),
    select('specialty', 'cases:list.specialty', filter.specialty, [all, ...specialties.all(actor.language).map(({ code, name }) => ({ value: code, label: name }))]),
    input('specialist', 'text', 'cases:list.specialist', filter.specialist, 100),
    select('urgency', 'cases:list.urgency', filter.urgency, [all, ...URGENCIES.map((value) => ({ value, label: words(`cases:urgency.${value}`) }))]),
    select('kind', 'cases:list.kind', filter.kind, [all, ...CASE_KINDS.map((value) => ({ value, label: words(`cases:kind.${value}`) }))]),
    input('from', 'date', 'cases:list.from', filter.from),
    input('to', 'date', 'cases:list.to', filter.to),
    select('sort', 'cases:list.sort', filter.sort, CASE_SORTS.map((value) => ({ value, label: words(`cases:list.sorts.${value}`) }))),
  ].filter((field) => field !== false);
}
