import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { CaseClosed } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([CaseClosed])
export class NotifyTheProjectOfACaseThatACoordinatorClosed implements EventHandler<CaseClosed> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseClosed>): Promise<void> {
    if (event.payload.closedByProject) return;
    await this.notifier.tell(event, await this.company.projectStaff(event.payload.caseId), aboutCase('closed-by-coordinator', event.payload));
  }
}
