import { ROLES, type Role } from '#libs/authorization/actor';
import { isId } from '#libs/forms/id';
import type { AccountSearch } from './accounts.queries.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 100) : '');

/** What the address of the list asks for; whatever makes no sense counts as not asked. */
export function readSearch({ q, role, after }: Record<string, unknown>): AccountSearch {
  return {
    q: text(q) || undefined,
    role: ROLES.includes(role as Role) ? (role as Role) : undefined,
    after: isId(after) ? after : undefined,
  };
}
