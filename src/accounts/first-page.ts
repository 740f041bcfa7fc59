import type { Actor } from '#libs/authorization/actor';
import { accountPaths } from './accounts.paths.js';

/** Where somebody begins their work: what waits for them, or, with no part in cases, what their role is for. */
export function firstPageOf({ roles }: Pick<Actor, 'roles'>): string {
  if (roles.some((role) => role !== 'administrator' && role !== 'auditor')) return '/to-do';
  if (roles.includes('administrator')) return accountPaths.accounts();
  return roles.includes('auditor') ? '/audit' : '/profile';
}
