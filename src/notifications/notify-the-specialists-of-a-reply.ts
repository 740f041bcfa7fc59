import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { ProjectReplied } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

@Injectable()
@Handles([ProjectReplied])
export class NotifyTheSpecialistsOfAReply implements EventHandler<ProjectReplied> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<ProjectReplied>): Promise<void> {
    await this.notifier.tell(event, await this.company.stillSpecialists(event.payload.specialistIds), aboutCase('project-replied', event.payload));
  }
}
