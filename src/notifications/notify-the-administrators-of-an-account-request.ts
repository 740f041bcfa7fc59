import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { accountPaths, AccountRequested, People } from '../accounts/index.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([AccountRequested])
export class NotifyTheAdministratorsOfAnAccountRequest implements EventHandler<AccountRequested> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<AccountRequested>): Promise<void> {
    const { requestId } = event.payload;
    await this.notifier.tell(event, await this.people.administrators(), { kind: 'account-requested', link: accountPaths.request(requestId), requestId });
  }
}
