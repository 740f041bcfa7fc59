import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { accountPaths, KnownAddressRequested, People } from '../accounts/index.js';
import { Notifier } from './notifier.js';

/** Whoever asked for an account with an address that has one is told so by mail alone, where only its owner reads it. */
@Injectable()
@Handles([KnownAddressRequested])
export class TellTheOwnerOfAnAddressThatAskedAgain implements EventHandler<KnownAddressRequested> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<KnownAddressRequested>): Promise<void> {
    const people = await this.people.byIds([event.payload.accountId]);
    await this.notifier.tell(event, people.values(), { kind: 'account-known', link: accountPaths.home() });
  }
}
