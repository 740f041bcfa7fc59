import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { AllocationAccepted } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([AllocationAccepted])
export class NotifyTheProjectOfAnAcceptedCase implements EventHandler<AllocationAccepted> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<AllocationAccepted>): Promise<void> {
    await this.notifier.tell(event, await this.company.projectStaff(event.payload.caseId), aboutCase('allocation-accepted', event.payload));
  }
}
