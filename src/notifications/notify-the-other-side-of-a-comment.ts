import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { MessageWritten } from '../discussions/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

/** What the project writes is for the specialists on the case; what anybody else writes is for the project. */
@Injectable()
@Handles([MessageWritten])
export class NotifyTheOtherSideOfAComment implements EventHandler<MessageWritten> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<MessageWritten>): Promise<void> {
    const { caseId, authorRole } = event.payload;
    const others = authorRole === 'project-staff' ? await this.company.specialists(caseId) : await this.company.projectStaff(caseId);
    await this.notifier.tell(event, others, aboutCase('commented', event.payload));
  }
}
