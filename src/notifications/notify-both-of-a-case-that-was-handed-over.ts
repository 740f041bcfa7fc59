import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { CaseHandedOver, casePaths } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

/** Whoever takes it over is led to it; whoever had it may see it no more, so they are led to what is left to do. */
@Injectable()
@Handles([CaseHandedOver])
export class NotifyBothOfACaseThatWasHandedOver implements EventHandler<CaseHandedOver> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CaseHandedOver>): Promise<void> {
    const { fromId, toId } = event.payload;
    await this.notifier.tell(event, await this.company.those([toId]), aboutCase('handed-over-to-you', event.payload));
    await this.notifier.tell(event, await this.company.those([fromId]), { ...aboutCase('handed-over', event.payload), link: casePaths.toDo() });
  }
}
