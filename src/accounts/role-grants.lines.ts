import { moment, type Clock } from '#libs/i18n/times';
import { accountPaths } from './accounts.paths.js';
import type { RoleGrant } from './role-grants.service.js';

/** Roles that wait, as a page says them to an administrator, each with what that one can do about it. */
export const grantLines = (grants: readonly RoleGrant[], actorId: string, clock: Clock) =>
  grants.map(({ id, accountId, name, role, askedById, askedBy, askedAt }) => ({
    name,
    href: accountPaths.account(accountId),
    text: clock.words('accounts:grants.asked', { role: clock.words(`ui:roles.${role}`), name: askedBy, at: moment(askedAt, clock) }),
    isOwnWish: askedById === actorId,
    confirmation: askedById !== actorId && accountId !== actorId ? accountPaths.grant(id, 'confirmation') : null,
    refusal: accountId !== actorId ? accountPaths.grant(id, 'refusal') : null,
  }));
