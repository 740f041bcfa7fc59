import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { People } from '../accounts/index.js';
import { AllocationRefused } from '../cases/index.js';
import { aboutCase } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([AllocationRefused])
export class NotifyTheCoordinatorsOfARefusedAllocation implements EventHandler<AllocationRefused> {
  constructor(
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<AllocationRefused>): Promise<void> {
    await this.notifier.tell(event, await this.people.coordinators(), aboutCase('allocation-refused', event.payload));
  }
}
