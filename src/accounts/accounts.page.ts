import { ROLES } from '#libs/authorization/actor';
import { field } from '#libs/forms/field';
import { moment, type Clock } from '#libs/i18n/times';
import { accountPaths } from './accounts.paths.js';
import { PAGE, type AccountRow, type AccountSearch, type RequestRow } from './accounts.queries.js';

/** The list of requests and accounts, for administrators. */
export function accountsPage(requests: readonly RequestRow[], rows: readonly AccountRow[], search: AccountSearch, nameOf: (specialty: string) => string, clock: Clock) {
  const { words } = clock;
  const form = { values: { q: search.q ?? '', role: search.role ?? '' }, errors: {} };
  const roles = [{ value: '', label: words('accounts:list.all') }, ...ROLES.map((role) => ({ value: role, label: words(`ui:roles.${role}`) }))];
  const shown = rows.slice(0, PAGE);
  const { q, role } = search;
  return {
    hasErrors: false,
    requests: requests.map(({ id, name, email, role: asked, createdAt }) => ({
      name,
      email,
      role: words(`ui:roles.${asked}`),
      at: moment(createdAt, clock),
      href: accountPaths.request(id),
    })),
    accounts: shown.map((row) => accountLine(row, nameOf, clock)),
    search: [
      field({ name: 'q', kind: 'search', label: words('accounts:list.search'), maxlength: 100 }, form, words),
      field({ name: 'role', kind: 'select', label: words('accounts:request.role'), choices: roles }, form, words),
    ],
    isPaged: Boolean(search.after) || rows.length > PAGE,
    first: search.after ? accountPaths.accounts({ q, role }) : null,
    next: rows.length > PAGE ? accountPaths.accounts({ q, role, after: shown.at(-1)!.id }) : null,
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
