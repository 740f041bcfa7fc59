import { ROLES } from '#libs/authorization/actor';
import { field, type Choice } from '#libs/forms/field';
import { moment, type Clock } from '#libs/i18n/times';
import { ACCOUNTS_CHANGES, accountPaths } from './accounts.paths.js';
import type { grantLines } from './role-grants.lines.js';
import { ACCOUNT_STATES, PAGE, type AccountRow, type AccountSearch, type RequestRow } from './accounts.queries.js';

/** The list of requests and accounts, for administrators. */
export function accountsPage(requests: readonly RequestRow[], grants: ReturnType<typeof grantLines>, done: unknown, rows: readonly AccountRow[], search: AccountSearch, projects: readonly Choice[], nameOf: (specialty: string) => string, clock: Clock) {
  const { words } = clock;
  const { after, ...asked } = search;
  const form = { values: { ...asked }, errors: {} };
  const anyOf = (choices: readonly Choice[]) => [{ value: '', label: words('accounts:list.all') }, ...choices];
  const roles = ROLES.map((role) => ({ value: role, label: words(`ui:roles.${role}`) }));
  const states = ACCOUNT_STATES.map((state) => ({ value: state, label: words(`accounts:states.${state}`) }));
  const shown = rows.slice(0, PAGE);
  const change = ACCOUNTS_CHANGES.find((known) => known === done);
  return {
    hasErrors: false,
    done: change ? words(`accounts:done.${change}`) : null,
    grants,
    requests: requests.map(({ id, name, email, role: asked, isConfirmed, createdAt }) => ({
      name,
      isConfirmed,
      email,
      role: words(`ui:roles.${asked}`),
      at: moment(createdAt, clock),
      href: accountPaths.request(id),
    })),
    accounts: shown.map((row) => accountLine(row, nameOf, clock)),
    search: [
      field({ name: 'q', kind: 'search', label: words('accounts:list.search'), maxlength: 100 }, form, words),
      field({ name: 'role', kind: 'select', label: words('accounts:request.role'), choices: anyOf(roles) }, form, words),
      field({ name: 'project', kind: 'select', label: words('accounts:request.project'), choices: anyOf(projects) }, form, words),
      field({ name: 'state', kind: 'select', label: words('accounts:list.state'), choices: anyOf(states) }, form, words),
    ],
    isPaged: Boolean(after) || rows.length > PAGE,
    first: after ? accountPaths.accounts(asked) : null,
    next: rows.length > PAGE ? accountPaths.accounts({ ...asked, after: shown.at(-1)!.id }) : null,
  };
}

/** One account as a row says it. */
export function accountLine({ id, name, email, state, roles, places, specialties }: AccountRow, nameOf: (specialty: string) => string, { words }: Pick<Clock, 'words'>) {
  return {
    name,
    email,
    href: accountPaths.account(id),
    roles: ROLES.filter((role) => roles.includes(role)).map((role) => words(`ui:roles.${role}`)).join(', ') || words('accounts:rights.none'),
    places: [...places, ...specialties.map(nameOf)].join(', '),
    state: words(`accounts:states.${state}`),
  };
}
