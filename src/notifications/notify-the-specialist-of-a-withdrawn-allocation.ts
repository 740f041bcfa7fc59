import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { AllocationWithdrawn, casePaths } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

/** Whoever no longer has the case can’t open it, so the notice leads to what is left to do. */
@Injectable()
@Handles([AllocationWithdrawn])
export class NotifyTheSpecialistOfAWithdrawnAllocation implements EventHandler<AllocationWithdrawn> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<AllocationWithdrawn>): Promise<void> {
    const specialist = await this.company.stillSpecialists([event.payload.specialistId]);
    await this.notifier.tell(event, specialist, { ...aboutCase('allocation-withdrawn', event.payload), link: casePaths.toDo() });
  }
}
