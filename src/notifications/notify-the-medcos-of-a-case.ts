import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { People } from '../accounts/index.js';
import { MedcoNotified } from '../cases/index.js';
import { aboutCase } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([MedcoNotified])
export class NotifyTheMedcosOfACase implements EventHandler<MedcoNotified> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<MedcoNotified>): Promise<void> {
    await this.notifier.tell(event, await this.people.medcosOf(event.payload.missionId), aboutCase('medco-notified', event.payload));
  }
}
