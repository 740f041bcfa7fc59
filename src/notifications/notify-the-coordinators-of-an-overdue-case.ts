import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { CaseOverdue } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([CaseOverdue])
export class NotifyTheCoordinatorsOfAnOverdueCase implements EventHandler<CaseOverdue> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseOverdue>): Promise<void> {
    await this.notifier.tell(event, await this.company.whoAllocates(event.payload.caseId), aboutCase(`case-${event.payload.kind}`, event.payload));
  }
}
