import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { CaseAnswered } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([CaseAnswered])
export class NotifyTheProjectOfAnAnswer implements EventHandler<CaseAnswered> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseAnswered>): Promise<void> {
    await this.notifier.tell(event, await this.company.projectStaff(event.payload.caseId), aboutCase('answered', event.payload));
  }
}
