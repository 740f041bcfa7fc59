import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { accountPaths, EmailChanged, EmailChangeRequested, People } from '../accounts/index.js';
import { Notifier } from './notifier.js';

/** The link goes to the new address, made when the mail is written; the old one is told once it has been used. */
@Injectable()
@Handles([EmailChangeRequested, EmailChanged])
export class SendTheLinkForANewAddress implements EventHandler<EmailChangeRequested | EmailChanged> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle({ id, type, payload: { accountId, email } }: Delivery<EmailChangeRequested | EmailChanged>): Promise<void> {
    const person = (await this.people.byIds([accountId])).get(accountId);
    const kind = type === EmailChanged.type ? 'email-changed' : 'email-confirmation';
    if (person) await this.notifier.tell({ id, actorId: null }, [{ ...person, email }], { kind, link: accountPaths.profile() });
  }
}
