import { DomainEvent } from '#libs/events/domain-event';

interface OfAccount {
  readonly accountId: string;
}
interface OfRequest {
  readonly requestId: string;
}

export class AccountRequested extends DomainEvent<OfRequest> {
  static override readonly type = 'accounts.requested';
}
/** The person is told with an activation link, which the mail's writer asks `AccountLinks` for: no link lies among the events. */
export class AccountApproved extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.approved';
}
export class AccountRefused extends DomainEvent<OfRequest> {
  static override readonly type = 'accounts.refused';
}
/** An approved account that was never activated wants its activation link once more. */
export class ActivationRequested extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.activation-requested';
}
export class RightsChanged extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.rights-changed';
}
/** An administrator wants to give a role that another one has to confirm. */
export class RoleAsked extends DomainEvent<OfAccount & { readonly grantId: string }> {
  static override readonly type = 'accounts.role-asked';
}
export class PasswordResetRequested extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.password-reset-requested';
}
export class PasswordChanged extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.password-changed';
}
