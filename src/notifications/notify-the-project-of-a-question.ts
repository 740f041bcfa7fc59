import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { InformationRequested } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([InformationRequested])
export class NotifyTheProjectOfAQuestion implements EventHandler<InformationRequested> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<InformationRequested>): Promise<void> {
    await this.notifier.tell(event, await this.company.projectStaff(event.payload.caseId), aboutCase('information-requested', event.payload));
  }
}
