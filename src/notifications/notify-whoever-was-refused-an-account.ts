import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { accountPaths, AccountRefused, AccountRequests } from '../accounts/index.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([AccountRefused])
export class NotifyWhoeverWasRefusedAnAccount implements EventHandler<AccountRefused> {
  constructor(
    private readonly requests: AccountRequests,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<AccountRefused>): Promise<void> {
    const { id: requestId, email, language } = await this.requests.find(event.payload.requestId);
    await this.notifier.tell(event, [{ id: null, email, language }], { kind: 'account-refused', link: accountPaths.requestAccount(), requestId });
  }
}
