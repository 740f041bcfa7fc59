import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { OutcomeReported } from '../discussions/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([OutcomeReported])
export class NotifyTheSpecialistsOfAnOutcome implements EventHandler<OutcomeReported> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<OutcomeReported>): Promise<void> {
    await this.notifier.tell(event, await this.company.stillSpecialists(event.payload.specialistIds), aboutCase('outcome-reported', event.payload));
  }
}
