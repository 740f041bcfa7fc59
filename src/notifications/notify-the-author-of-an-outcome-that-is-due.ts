import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { People } from '../accounts/index.js';
import { CaseAudience, OutcomeDue } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

/** The author; when they have left, whoever is in the project now. */
@Injectable()
@Handles([OutcomeDue])
export class NotifyTheAuthorOfAnOutcomeThatIsDue implements EventHandler<OutcomeDue> {
  constructor(
    private readonly audience: CaseAudience,
    private readonly people: People,
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<OutcomeDue>): Promise<void> {
    const { caseId, projectId } = event.payload;
    const { authorId, staffIds } = (await this.audience.involved(caseId))!;
    const author = staffIds.includes(authorId) ? await this.company.those([authorId]) : [];
    await this.notifier.tell(event, author.length > 0 ? author : await this.people.projectStaffOf(projectId), aboutCase('outcome-due', event.payload));
  }
}
