import type { Actor, Role } from '#libs/authorization/actor';
import type { Grants, Rules } from '#libs/authorization/rules';
import { isLive, type AllocationState, type CaseState } from './case.state.js';

/**
 * How a person stands to a case. `own`: of a project they are a member of; `author`: own, and posted by them;
 * `mission`: of a project in a mission they coordinate; `allocated`: to them, not refused or withdrawn; `accepted`:
 * allocated and accepted; `all`: every case.
 */
export type CaseRelation = 'own' | 'author' | 'mission' | 'allocated' | 'accepted' | 'all';
export type CaseGrants = Grants<CaseRelation>;

export type CaseAction =
  | 'see' | 'edit-draft' | 'allocate' | 'respond' | 'ask-and-answer' | 'write' | 'close' | 'continue' | 'report-outcome' | 'see-patient' | 'notify-medco' | 'take-back' | 'hand-over';

/** Who may do what to a case: the rows of the one table that are about cases. Files and exports have theirs. */
export const caseRules: Rules<CaseAction, CaseRelation> = {
  see: { 'project-staff': 'own', medco: 'mission', specialist: 'allocated', coordinator: 'all' },
  /** And submit it. */
  'edit-draft': { 'project-staff': 'author' },
  allocate: { coordinator: 'all' },
  respond: { specialist: 'allocated' },
  'ask-and-answer': { specialist: 'accepted' },
  write: { 'project-staff': 'own', medco: 'mission', specialist: 'accepted', coordinator: 'all' },
  close: { 'project-staff': 'own', coordinator: 'all' },
  continue: { 'project-staff': 'own' },
  'report-outcome': { 'project-staff': 'own' },
  'see-patient': { 'project-staff': 'own', medco: 'mission', coordinator: 'all' },
  'notify-medco': { 'project-staff': 'own' },
  'hand-over': { 'project-staff': 'own' },
  'take-back': { 'project-staff': 'author', coordinator: 'all' },
};

/** What the policy needs to know of a case. */
export interface CaseFacts {
  readonly id: string;
  readonly reference: string;
  readonly state: CaseState;
  readonly projectId: string;
  readonly missionId: string;
  readonly authorId: string;
  readonly patientId: string | null;
  /** The actor's own allocation: the live one if there is one. */
  readonly allocation: { readonly id: string; readonly state: AllocationState } | null;
}

/**
 * The role in which a person may do something, if any.
 * @param grants one row of a table of rules
 */
export function grantedAs(grants: CaseGrants, actor: Actor, facts: CaseFacts): Role | undefined {
  return actor.roles.find((role) => {
    const relation = grants[role];
    return relation !== undefined && isSo(relation, role, actor, facts);
  });
}

export const may = (grants: CaseGrants, actor: Actor, facts: CaseFacts): boolean => grantedAs(grants, actor, facts) !== undefined;

/** A draft belongs to its author alone, whatever else a role may see; a case posted in error is nobody's any more. */
function isSo(relation: CaseRelation, role: Role, actor: Actor, facts: CaseFacts): boolean {
  if (facts.state === 'posted-in-error') return false;
  if (facts.state === 'draft' && role !== 'project-staff') return false;
  const isOwn = actor.projectIds.includes(facts.projectId);
  const isAuthor = isOwn && actor.id === facts.authorId;
  switch (relation) {
    case 'own': return facts.state === 'draft' ? isAuthor : isOwn;
    case 'author': return isAuthor;
    case 'mission': return actor.missionIds.includes(facts.missionId);
    case 'allocated': return facts.allocation !== null && isLive(facts.allocation.state);
    case 'accepted': return facts.allocation !== null && isLive(facts.allocation.state) && facts.allocation.state !== 'allocated';
    case 'all': return true;
  }
}

/**
 * The rule of `see`, said to the database, so that lists never show more than pages do.
 * @param actor whose lists
 * @returns a condition on cases `c`, with the values of its parameters from `$1` on
 */
export function visibleTo(actor: Actor): { sql: string; values: unknown[] } {
  const values: unknown[] = [actor.id];
  const submitted: string[] = [];
  const any = (list: readonly string[]) => `any($${values.push(list)}::uuid[])`;
  const own = actor.roles.includes('project-staff') ? any(actor.projectIds) : undefined;
  if (own) submitted.push(`c.project_id = ${own}`);
  if (actor.roles.includes('medco')) submitted.push(`c.project_id = any(array(select id from projects where mission_id = ${any(actor.missionIds)}))`);
  if (actor.roles.includes('specialist')) submitted.push(`exists (select from case_allocations a where a.case_id = c.id and a.specialist_id = $1 and a.state not in ('refused', 'withdrawn'))`);
  if (actor.roles.includes('coordinator')) submitted.push('true');
  const drafts = own ? `or (c.state = 'draft' and c.author_id = $1 and c.project_id = ${own})` : '';
  return { sql: `((c.state <> 'draft' and c.state <> 'posted-in-error' and $1::uuid is not null and (${submitted.join(' or ') || 'false'})) ${drafts})`, values };
}
