import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { People } from '../accounts/index.js';
import { CaseSubmitted } from '../cases/index.js';
import { aboutCase } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([CaseSubmitted])
export class NotifyTheCoordinatorsOfASubmittedCase implements EventHandler<CaseSubmitted> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseSubmitted>): Promise<void> {
    await this.notifier.tell(event, await this.people.coordinators(), aboutCase('case-submitted', event.payload));
  }
}
