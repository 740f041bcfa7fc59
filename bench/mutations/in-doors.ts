import { ROLES } from '#libs/authorization/actor';
import { Allow, type RouteRule } from '#libs/authorization/allow.decorator';
import type { Route } from '#libs/authorization/route-table';
import { caseRules, CaseKeeper, onCase } from '../../src/cases/index.js';
import { onUpload } from '../../src/attachments/uploads/upload.keeper.js';
import type { Mutant } from './mutant.js';

/** What each route could allow instead. */
function others(rule: RouteRule): Record<string, RouteRule> {
  if (rule === 'everyone') return { 'signed in': 'signed-in' };
  if (rule === 'signed-in') return { everyone: 'everyone', 'any role': { roles: ROLES } };
  if ('roles' in rule) {
    const changed = ROLES.map((role) => (rule.roles.includes(role) ? [`without ${role}`, rule.roles.filter((one) => one !== role)] : [`with ${role}`, [...rule.roles, role]]) as [string, typeof rule.roles]);
    return { everyone: 'everyone', 'signed in': 'signed-in', ...Object.fromEntries(changed.map(([what, roles]) => [what, { roles }])) };
  }
  const open: Record<string, RouteRule> = { everyone: 'everyone', 'signed in': 'signed-in' };
  if (rule.keeper !== CaseKeeper) return { ...open, ...Object.fromEntries((['begin', 'go-on', 'take-away'] as const).filter((deed) => deed !== rule.rule).map((deed) => [deed, onUpload(deed)])) };
  return { ...open, nobody: onCase({}), ...(JSON.stringify(rule.rule) === JSON.stringify(caseRules.see) ? {} : { 'whoever sees it': onCase(caseRules.see) }) };
}

/** Each route with a rule that is a little, or wholly, another one. */
export const inDoors = (routes: readonly Route[]): Mutant[] =>
  routes.flatMap(({ method, path, handler, rule, decorated: [of] }) => Object.entries(others(rule!)).map(([what, other]): Mutant => ({
    name: `@Allow of ${method} ${path} (${handler}): ${what}`,
    put: () => Reflect.defineMetadata(Allow.KEY, other, of),
    takeOut: () => Reflect.defineMetadata(Allow.KEY, rule, of),
    routes: [`${method} ${path}`],
  })));
