import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { CaseClosed } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([CaseClosed])
export class NotifyTheSpecialistsOfAClosedCase implements EventHandler<CaseClosed> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseClosed>): Promise<void> {
    await this.notifier.tell(event, await this.company.stillSpecialists(event.payload.specialistIds), aboutCase('case-closed', event.payload));
  }
}
