import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { AllocationRefused } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([AllocationRefused])
export class NotifyTheCoordinatorsOfARefusedAllocation implements EventHandler<AllocationRefused> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<AllocationRefused>): Promise<void> {
    await this.notifier.tell(event, await this.company.whoAllocates(event.payload.caseId), aboutCase('allocation-refused', event.payload));
  }
}
