import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { accountPaths, People, RoleAsked } from '../accounts/index.js';
import { Notifier } from './notifier.js';

/** All but the one who asks, and the one it is for. */
@Injectable()
@Handles([RoleAsked])
export class NotifyTheAdministratorsOfARoleToConfirm implements EventHandler<RoleAsked> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<RoleAsked>): Promise<void> {
    const others = (await this.people.administrators()).filter(({ id }) => id !== event.payload.accountId);
    await this.notifier.tell(event, others, { kind: 'role-asked', link: accountPaths.accounts() });
  }
}
