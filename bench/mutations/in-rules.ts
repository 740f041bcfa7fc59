import { ROLES, type Role } from '#libs/authorization/actor';
import type { Route } from '#libs/authorization/route-table';
import { attachmentRules } from '../../src/attachments/attachments.policy.js';
import { caseRules, type CaseRelation } from '../../src/cases/index.js';
import { discussionRules } from '../../src/discussions/discussions.policy.js';
import { exportRules } from '../../src/exports/exports.policy.js';
import type { Mutant } from './mutant.js';

const TABLES = { caseRules, attachmentRules, discussionRules, exportRules };
/** What could stand in a cell, by role: other relations would never hold. */
const RELATIONS: Readonly<Record<Role, readonly CaseRelation[]>> = {
  'project-staff': ['own', 'author', 'all'],
  medco: ['mission', 'all'],
  specialist: ['allocated', 'accepted', 'all'],
  coordinator: ['all', 'mission'],
  administrator: ['all'],
  auditor: ['all'],
};

/** Each cell of the tables of rules with each other thing that it could say: granted, taken away, wider, narrower. */
export function inRules(routes: readonly Route[]): Mutant[] {
  const met = new Set<object>();
  return Object.entries(TABLES).flatMap(([table, rules]) => Object.entries(rules).flatMap(([action, grants]) => {
    if (met.has(grants)) return []; // one row for two actions
    met.add(grants);
    const cells: Partial<Record<Role, CaseRelation>> = grants;
    const guarded = routes.filter(({ rule }) => typeof rule === 'object' && 'rule' in rule && rule.rule === grants).map(({ method, path }) => `${method} ${path}`);
    return ROLES.flatMap((role) => [undefined, ...RELATIONS[role]].filter((relation) => relation !== cells[role]).map((relation): Mutant => {
      const right = cells[role];
      const set = (to: CaseRelation | undefined) => (to === undefined ? delete cells[role] : (cells[role] = to));
      return { name: `${table}.${action}, ${role}: ${right ?? 'nothing'} becomes ${relation ?? 'nothing'}`, put: () => set(relation), takeOut: () => set(right), routes: guarded };
    }));
  }));
}
