import type { Actor } from '#libs/authorization/actor';

/** Where somebody begins their work: what waits for them, or, with no part in cases, what their role is for. */
export function firstPageOf({ roles }: Pick<Actor, 'roles'>): string {
  if (roles.length === 0) return '/profile';
  return roles.every((role) => role === 'auditor') ? '/audit' : '/to-do';
}
