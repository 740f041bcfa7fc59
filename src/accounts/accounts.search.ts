import { ROLES, type Role } from '#libs/authorization/actor';
import { isId } from '#libs/forms/id';
import { ACCOUNT_STATES, type AccountSearch, type AccountState } from './accounts.queries.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 100) : '');

/** What the address of the list asks for; whatever makes no sense counts as not asked. */
export function readSearch({ q, role, project, state, after }: Record<string, unknown>): AccountSearch {
  return {
    q: text(q) || undefined,
    role: ROLES.includes(role as Role) ? (role as Role) : undefined,
    project: isId(project) ? project : undefined,
    state: ACCOUNT_STATES.includes(state as AccountState) ? (state as AccountState) : undefined,
    after: isId(after) ? after : undefined,
  };
}
