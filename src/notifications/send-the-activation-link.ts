import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { AccountApproved, accountPaths, ActivationRequested, People } from '../accounts/index.js';
import { Notifier } from './notifier.js';

/** The link itself is made when the mail is written. */
@Injectable()
@Handles([AccountApproved, ActivationRequested])
export class SendTheActivationLink implements EventHandler<AccountApproved | ActivationRequested> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<AccountApproved | ActivationRequested>): Promise<void> {
    const people = await this.people.byIds([event.payload.accountId]);
    await this.notifier.tell(event, people.values(), { kind: 'account-approved', link: accountPaths.profile() });
  }
}
