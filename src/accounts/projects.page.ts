import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import type { Words } from '#libs/i18n/words';
import { accountPaths, PROJECT_CHANGES } from './accounts.paths.js';
import type { Mission } from './projects.js';
import type { ProjectRow } from './projects.queries.js';

/** Every mission with its projects, and a form for one more mission. */
export function projectsPage(missions: readonly Mission[], projects: readonly ProjectRow[], words: Words, { form = blankForm(), done }: { form?: FormState; done?: unknown } = {}) {
  const name = missionField(form, words);
  const change = PROJECT_CHANGES.find((known) => known === done);
  return {
    hasErrors: Boolean(name.error),
    errors: errorSummary([name]),
    done: change ? words(`accounts:done.${change}`) : null,
    missions: missions.map((mission) => ({
      ...mission,
      href: accountPaths.mission(mission.id),
      newProject: accountPaths.newProject(mission.id),
      projects: projects.filter(({ missionId }) => missionId === mission.id).map(({ id, code, name: called, staff, closedAt }) => ({
        code,
        name: called,
        href: accountPaths.project(id),
        staff,
        state: words(`accounts:project.${closedAt ? 'closed' : 'open'}`),
      })),
    })),
    name,
  };
}

/** A mission's name, to be changed. */
export function missionPage({ id, name }: Mission, words: Words, form: FormState = blankForm({ name })) {
  const drawn = missionField(form, words);
  return { hasErrors: Boolean(drawn.error), errors: errorSummary([drawn]), heading: name, action: accountPaths.mission(id), back: accountPaths.projects(), name: drawn };
}

const missionField = (form: FormState, words: Words) =>
  field({ name: 'name', kind: 'text', label: words('accounts:project.name-of-mission'), required: true, maxlength: 100 }, form, words);
