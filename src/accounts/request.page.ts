import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { moment, type Clock } from '#libs/i18n/times';
import type { AccountRequest } from './account-requests.js';
import { accountPaths } from './accounts.paths.js';
import type { MembershipChoices } from './memberships.js';
import { rightsFields } from './rights.fields.js';

/** Roles that a request never ticks by itself: whoever gives them means it. */
const GIVEN_BY_HAND = new Set(['administrator', 'auditor']);

interface Forms {
  readonly approve?: FormState;
  readonly refuse?: FormState;
}

/** One request for an account: what was asked, and the two answers to it, the first filled in as asked. */
export function requestPage(request: AccountRequest, choices: MembershipChoices, clock: Clock, { approve = asAsked(request), refuse = blankForm() }: Forms = {}) {
  const { words } = clock;
  const rights = rightsFields(approve, choices, words);
  const reason = field({ name: 'reason', kind: 'paragraph', label: words('accounts:decision.reason'), hint: words('accounts:decision.reason-hint'), required: true, maxlength: 500 }, refuse, words);
  const errors = errorSummary([...rights, reason]);
  const nameOf = (list: MembershipChoices['projects'], value: string | null) => list.find((choice) => choice.value === value)?.label ?? value;
  return {
    hasErrors: errors.length > 0,
    errors,
    name: request.name,
    facts: [
      { term: words('accounts:sign-in.email'), text: request.email },
      { term: words('accounts:request.role'), text: words(`ui:roles.${request.role}`) },
      { term: words('accounts:request.project'), text: nameOf(choices.projects, request.projectId) },
      { term: words('accounts:request.mission'), text: nameOf(choices.missions, request.missionId) },
      { term: words('accounts:request.specialty'), text: nameOf(choices.specialties, request.specialty) },
      { term: words('accounts:request.why'), text: request.why },
      { term: words('accounts:request.language'), text: words(`accounts:languages.${request.language}`) },
      { term: words('accounts:list.asked'), text: moment(request.createdAt, clock) },
    ].filter(({ text }) => text),
    isUnconfirmed: request.state === 'unconfirmed',
    formerOwner: request.formerOwner && words('accounts:decision.former-owner', { name: request.formerOwner }),
    approveLabel: words(request.formerOwner ? 'accounts:decision.give-back' : 'accounts:decision.approve'),
    decision: decided(request, clock),
    rights,
    reason,
    approval: accountPaths.approval(request.id),
    refusal: accountPaths.refusal(request.id),
  };
}

function asAsked({ role, projectId, missionId, specialty }: AccountRequest): FormState {
  return blankForm({ roles: GIVEN_BY_HAND.has(role) ? [] : [role], projects: [projectId ?? ''], missions: [missionId ?? ''], specialties: [specialty ?? ''] });
}

function decided({ state, decidedBy, decidedAt, refusalReason }: AccountRequest, clock: Clock) {
  if (state === 'open' || state === 'unconfirmed') return null;
  const text = clock.words(`accounts:decision.${state}`, { name: decidedBy, at: moment(decidedAt!, clock) });
  return { text, reason: refusalReason };
}
