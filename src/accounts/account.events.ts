import { DomainEvent } from '#libs/events/domain-event';

interface OfAccount {
  readonly accountId: string;
}
interface OfRequest {
  readonly requestId: string;
}

/** Somebody asked for an account; the link that shows that the address is theirs goes there. */
export class AddressConfirmationRequested extends DomainEvent<OfRequest> {
  static override readonly type = 'accounts.address-confirmation-requested';
}
/** Somebody asked once more, while what they asked for waits for an administrator. */
export class AccountRequestedAgain extends DomainEvent<OfRequest> {
  static override readonly type = 'accounts.requested-again';
}
/** Somebody asked for an account with an address that has one. */
export class KnownAddressRequested extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.known-address-requested';
}
/** A request waits for an administrator. */
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
/** The account has a second step at sign-in from now on, or another one than before. */
export class SecondStepSetUp extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.second-step-set-up';
}
export class SecondStepRemoved extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.second-step-removed';
}
export class PasskeyAdded extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.passkey-added';
}
export class PasskeyRemoved extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.passkey-removed';
}
export class RecoveryCodesRenewed extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.recovery-codes-renewed';
}
/** Whoever signs in at the hospital as this person comes into the account from now on. */
export class IdentityTied extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.identity-tied';
}
export class IdentityUntied extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.identity-untied';
}
/** An administrator took it away, from somebody who has lost it. */
export class SecondStepReset extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.second-step-reset';
}
interface OfAddress extends OfAccount {
  readonly email: string;
}
/** Somebody wants to have this address; the link that confirms it goes there. */
export class EmailChangeRequested extends DomainEvent<OfAddress> {
  static override readonly type = 'accounts.email-change-requested';
}
/** Names the address that the account had before. */
export class EmailChanged extends DomainEvent<OfAddress> {
  static override readonly type = 'accounts.email-changed';
}
/** A browser, or a network, that nobody has signed in with to this account for 90 days. */
export class SignedInFromANewPlace extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.signed-in-from-a-new-place';
}
export class PasswordChanged extends DomainEvent<OfAccount> {
  static override readonly type = 'accounts.password-changed';
}
