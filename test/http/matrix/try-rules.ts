import type { Actor, Role } from '#libs/authorization/actor';
import { attachmentRules } from '../../../src/attachments/attachments.policy.js';
import { caseRules, may, type CaseFacts, type CaseGrants } from '../../../src/cases/index.js';
import { discussionRules } from '../../../src/discussions/discussions.policy.js';
import { exportRules } from '../../../src/exports/exports.policy.js';

/** As the description of the product has it: project staff, Medco, specialist, coordinator, administrator, auditor; a dash is no. */
const TABLE: readonly [line: string, ...rules: CaseGrants[]][] = [
  ['own    mission allocated all - -', caseRules.see, discussionRules.see, attachmentRules.see, attachmentRules.open],
  ['author -       -         -   - -', caseRules['edit-draft'], attachmentRules.remove],
  ['-      -       -         all - -', caseRules.allocate],
  ['-      -       allocated -   - -', caseRules.respond],
  ['-      -       accepted  -   - -', caseRules['ask-and-answer'], discussionRules.ask, discussionRules.answer],
  ['own    -       -         -   - -', discussionRules['ask-on'], discussionRules.reply],
  ['own    -       accepted  -   - -', discussionRules.question],
  ['own    mission accepted  all - -', caseRules.write, discussionRules.write, attachmentRules.add, attachmentRules.edit],
  ['own    mission -         -   - -', attachmentRules['download-all'], exportRules.pdf],
  ['own    -       -         all - -', caseRules.close],
  ['author -       -         all - -', caseRules['take-back']],
  ['own    -       -         -   - -', caseRules.continue, caseRules['report-outcome'], discussionRules['report-outcome'], caseRules['notify-medco'], caseRules['hand-over']],
  ['own    mission -         all - -', caseRules['see-patient']],
];
const ROLES: readonly Role[] = ['project-staff', 'medco', 'specialist', 'coordinator', 'administrator', 'auditor'];

/** Every way in which one person can stand to a case, whatever their role. */
const SITUATIONS = ['draft', 'answered', 'closed', 'posted-in-error'].flatMap((state) => [true, false].flatMap((member) => [true, false].flatMap((author) => [true, false].flatMap((mission) =>
  [null, 'allocated', 'accepted', 'asked', 'answered', 'refused', 'withdrawn'].map((allocation) => ({ state, member, author, mission, allocation }))))));
type Situation = (typeof SITUATIONS)[number];

/** Whether a cell of the table holds: a draft is its author's alone, and what was posted in error is nobody's. */
function holds(cell: string, role: Role, { state, member, author, mission, allocation }: Situation): boolean {
  if (state === 'posted-in-error' || cell === '-') return false;
  if (state === 'draft') return role === 'project-staff' && member && author;
  return { own: member, author: member && author, mission, allocated: ['allocated', 'accepted', 'asked', 'answered'].includes(allocation!), accepted: ['accepted', 'asked', 'answered'].includes(allocation!), all: true }[cell]!;
}

/** @returns rules that let somebody in otherwise than the table says */
export function tryRules(): string[] {
  return TABLE.flatMap(([line, ...rules]) => line.split(/\s+/).flatMap((cell, at) => SITUATIONS.flatMap((situation) => {
    const role = ROLES[at]!;
    const { state, member, author, mission, allocation } = situation;
    const actor = { id: 'me', roles: [role], projectIds: member ? ['here'] : ['elsewhere'], missionIds: mission ? ['around'] : ['elsewhere'] } as unknown as Actor;
    const facts = { state, projectId: 'here', missionId: 'around', authorId: author ? 'me' : 'somebody', allocation: allocation && { state: allocation } } as CaseFacts;
    const right = holds(cell, role, situation);
    return rules.flatMap((rule, number) => (may(rule, actor, facts) === right ? [] : [`${line}, rule ${number}, ${role}, ${JSON.stringify(situation)}: expected ${right}`]));
  })));
}

/** Rules that the table says nothing of. */
export const rulesWithoutRow = (): string[] =>
  [caseRules, discussionRules, attachmentRules, exportRules].flatMap((rules) => Object.entries<CaseGrants>(rules)).filter(([, grants]) => !TABLE.some(([, ...rules]) => rules.includes(grants))).map(([action]) => action);
