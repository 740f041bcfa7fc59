import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { People } from '../accounts/index.js';
import { CaseOverdue } from '../cases/index.js';
import { aboutCase } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([CaseOverdue])
export class NotifyTheCoordinatorsOfAnOverdueCase implements EventHandler<CaseOverdue> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseOverdue>): Promise<void> {
    await this.notifier.tell(event, await this.people.coordinators(), aboutCase(`case-${event.payload.kind}`, event.payload));
  }
}
