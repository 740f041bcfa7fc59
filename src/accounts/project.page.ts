import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { moment, type Clock } from '#libs/i18n/times';
import { accountPaths, PROJECT_CHANGES } from './accounts.paths.js';
import { LONGEST_MEANS } from './project.form.js';
import type { Mission } from './projects.js';
import type { ProjectRow } from './projects.queries.js';
import { timeZonesWith } from './time-zones.js';

interface Options {
  readonly form?: FormState;
  readonly done?: unknown;
  /** The mission that a new project is for. */
  readonly mission?: unknown;
}

/** The form of a project: of one that there is, or of a new one. */
export function projectPage(project: ProjectRow | null, missions: readonly Mission[], clock: Clock, { form, done, mission }: Options = {}) {
  const { words } = clock;
  const say = (name: string) => words(`accounts:project.${name}`);
  const state = form ?? blankForm(project
    ? { name: project.name, code: project.code, mission: project.missionId, zone: project.timeZone, means: project.means }
    : { mission: String(mission ?? ''), zone: clock.timeZone });
  const draw = (spec: Parameters<typeof field>[0]) => field(spec, state, words);
  const zones = timeZonesWith(String(state.values.zone ?? clock.timeZone)).map((zone) => ({ value: zone, label: zone }));
  const fields = [
    draw({ name: 'name', kind: 'text', label: say('name'), required: true, maxlength: 100 }),
    ...(project?.hasCases ? [] : [draw({ name: 'code', kind: 'text', label: say('code'), hint: say('code-hint'), required: true, maxlength: 5 })]),
    draw({ name: 'mission', kind: 'select', label: say('mission'), required: true, choices: missions.map(({ id, name }) => ({ value: id, label: name })) }),
    draw({ name: 'zone', kind: 'select', label: say('zone'), choices: zones }),
    draw({ name: 'means', kind: 'paragraph', label: say('means'), hint: say('means-hint'), rows: 8, maxlength: LONGEST_MEANS }),
  ];
  const errors = errorSummary(fields);
  const change = PROJECT_CHANGES.find((known) => known === done);
  return {
    hasErrors: errors.length > 0,
    errors,
    done: change ? words(`accounts:done.${change}`) : null,
    heading: project?.name ?? say('new'),
    action: project ? accountPaths.project(project.id) : accountPaths.projects(),
    back: accountPaths.projects(),
    fields,
    existing: project && {
      fixedCode: project.hasCases ? project.code : null,
      staff: words('accounts:project.staff-count', { count: project.staff }),
      accounts: accountPaths.accounts({ project: project.id }),
      closedAt: project.closedAt ? words('accounts:project.closed-since', { at: moment(project.closedAt, clock) }) : null,
    },
  };
}
