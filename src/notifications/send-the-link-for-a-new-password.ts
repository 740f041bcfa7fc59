import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { accountPaths, PasswordResetRequested, People } from '../accounts/index.js';
import { Notifier } from './notifier.js';

/** The link itself is made when the mail is written. */
@Injectable()
@Handles([PasswordResetRequested])
export class SendTheLinkForANewPassword implements EventHandler<PasswordResetRequested> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<PasswordResetRequested>): Promise<void> {
    const people = await this.people.byIds([event.payload.accountId]);
    await this.notifier.tell(event, people.values(), { kind: 'password-reset', link: accountPaths.profile() });
  }
}
