import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { CaseAllocated } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([CaseAllocated])
export class NotifyTheSpecialistOfAnAllocation implements EventHandler<CaseAllocated> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseAllocated>): Promise<void> {
    await this.notifier.tell(event, await this.company.stillSpecialists([event.payload.specialistId]), aboutCase('allocated', event.payload));
  }
}
