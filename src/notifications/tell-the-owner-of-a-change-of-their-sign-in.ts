import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '#libs/events/domain-event';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { accountPaths, IdentityTied, IdentityUntied, PasskeyAdded, PasskeyRemoved, PasswordChanged, People, RecoveryCodesRenewed, SecondStepRemoved, SecondStepReset, SecondStepSetUp, SignedInFromANewPlace } from '../accounts/index.js';
import type { NotificationKind } from './notification.kinds.js';
import { Notifier } from './notifier.js';

type Change = DomainEvent<{ readonly accountId: string }>;

const KINDS: Readonly<Record<string, NotificationKind>> = {
  [PasswordChanged.type]: 'password-changed',
  [SecondStepSetUp.type]: 'second-step-set-up',
  [SecondStepRemoved.type]: 'second-step-removed',
  [SecondStepReset.type]: 'second-step-reset',
  [PasskeyAdded.type]: 'second-step-passkey-added',
  [PasskeyRemoved.type]: 'second-step-passkey-removed',
  [RecoveryCodesRenewed.type]: 'second-step-codes-renewed',
  [IdentityTied.type]: 'account-tied',
  [IdentityUntied.type]: 'account-untied',
  [SignedInFromANewPlace.type]: 'new-place',
};

/** Told even if it was the owner: it may have been somebody in their name. */
@Injectable()
@Handles([PasswordChanged, SecondStepSetUp, SecondStepRemoved, SecondStepReset, PasskeyAdded, PasskeyRemoved, RecoveryCodesRenewed, IdentityTied, IdentityUntied, SignedInFromANewPlace])
export class TellTheOwnerOfAChangeOfTheirSignIn implements EventHandler<Change> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle({ id, type, payload }: Delivery<Change>): Promise<void> {
    const people = await this.people.byIds([payload.accountId]);
    await this.notifier.tell({ id, actorId: null }, people.values(), { kind: KINDS[type]!, link: accountPaths.profile() });
  }
}
