import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { CaseSubmitted } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([CaseSubmitted])
export class NotifyTheCoordinatorsOfASubmittedCase implements EventHandler<CaseSubmitted> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseSubmitted>): Promise<void> {
    await this.notifier.tell(event, await this.company.whoAllocates(event.payload.caseId), aboutCase('case-submitted', event.payload));
  }
}
