import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { MessageWritten } from '../discussions/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

/** A comment is for the project staff on the case; what one of them writes is for the specialists too. */
@Injectable()
@Handles([MessageWritten])
export class NotifyTheOtherSideOfAComment implements EventHandler<MessageWritten> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<MessageWritten>): Promise<void> {
    const { caseId, authorRole } = event.payload;
    const staff = await this.company.projectStaff(caseId);
    const specialists = authorRole === 'project-staff' ? await this.company.specialists(caseId) : [];
    await this.notifier.tell(event, [...specialists, ...staff], aboutCase('commented', event.payload));
  }
}
