import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '#libs/events/domain-event';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { accountPaths, AccountRequestedAgain, AccountRequests, AddressConfirmationRequested } from '../accounts/index.js';
import { Notifier } from './notifier.js';

type OfRequest = DomainEvent<{ readonly requestId: string }>;

/** The mail says what the page may not: a link to confirm the address, made when it is written, or that the request waits already. */
@Injectable()
@Handles([AddressConfirmationRequested, AccountRequestedAgain])
export class AnswerWhoeverAskedForAnAccount implements EventHandler<OfRequest> {
  constructor(
    private readonly requests: AccountRequests,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<OfRequest>): Promise<void> {
    const { id: requestId, email, language } = await this.requests.find(event.payload.requestId);
    const kind = event.type === AddressConfirmationRequested.type ? 'account-confirmation' : 'account-waiting';
    await this.notifier.tell(event, [{ id: null, email, language }], { kind, link: accountPaths.home(), requestId });
  }
}
