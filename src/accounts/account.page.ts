import { errorSummary } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { moment, type Clock } from '#libs/i18n/times';
import type { AccountNotes } from './account-notes.js';
import { accountLine } from './accounts.page.js';
import { ACCOUNT_CHANGES, accountPaths } from './accounts.paths.js';
import type { AccountsQueries } from './accounts.queries.js';
import type { MembershipChoices } from './memberships.js';
import type { grantLines } from './role-grants.lines.js';
import type { Rights } from './rights.js';
import { rightsFields } from './rights.fields.js';

type Account = Awaited<ReturnType<AccountsQueries['find']>>;

interface Options {
  /** Nobody changes what they may do themselves. */
  readonly isOwn: boolean;
  /** What other modules have to say. */
  readonly notes: Awaited<ReturnType<AccountNotes['of']>>;
  /** Roles that wait for a second administrator. */
  readonly grants: ReturnType<typeof grantLines>;
  readonly form?: FormState;
  readonly done?: unknown;
}

/** One account, for an administrator. */
export function accountPage(account: Account, rights: Rights, choices: MembershipChoices, clock: Clock, { isOwn, notes, grants, form, done }: Options) {
  const { words } = clock;
  const fields = rightsFields(form ?? blankForm({ ...rights }), choices, words);
  const errors = errorSummary(fields);
  const change = ACCOUNT_CHANGES.find((known) => known === done);
  const specialtyName = (code: string) => choices.specialties.find(({ value }) => value === code)?.label ?? code;
  const { name, roles, places } = accountLine(account, specialtyName, clock);
  return {
    name,
    roles,
    places,
    hasErrors: errors.length > 0,
    errors,
    facts: [
      { term: words('accounts:sign-in.email'), text: account.email },
      { term: words('accounts:list.state'), text: words(`accounts:states.${account.state}`) },
      { term: words('accounts:list.since'), text: moment(account.createdAt, clock) },
    ],
    done: change ? words(`accounts:done.${change}`) : null,
    fields,
    isOwn,
    notes,
    grants,
    isTied: account.isTied,
    canBeSignedOut: account.state === 'active',
    isDisabled: account.state === 'disabled',
    isWaiting: account.state === 'approved',
    address: accountPaths.account(account.id),
  };
}
