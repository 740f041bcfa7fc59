import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { People } from '../accounts/index.js';
import { casePaths, CasePostedInError } from '../cases/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

/** Whoever was on it or had it to do: coordinators, its specialists, the project. Nobody can open it, so the notice leads to what is left to do. */
@Injectable()
@Handles([CasePostedInError])
export class NotifyEveryoneOfACasePostedInError implements EventHandler<CasePostedInError> {
  constructor(
    private readonly people: People,
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<CasePostedInError>): Promise<void> {
    const { caseId, projectId, isTheProjectsTurn, specialistIds } = event.payload;
    const project = isTheProjectsTurn ? await this.people.projectStaffOf(projectId) : await this.company.projectStaff(caseId);
    const everyone = [...(await this.people.coordinators()), ...(await this.company.stillSpecialists(specialistIds)), ...project];
    await this.notifier.tell(event, everyone, { ...aboutCase('posted-in-error', event.payload), link: casePaths.toDo() });
  }
}
