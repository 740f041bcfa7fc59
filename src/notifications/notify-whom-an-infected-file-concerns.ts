import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { People } from '../accounts/index.js';
import { FileFoundInfected } from '../attachments/index.js';
import { aboutCase, CaseCompany } from './case-company.js';
import { notificationPaths } from './notifications.paths.js';
import { Notifier } from './notifier.js';

/** Who has added it is led to the case; administrators, who see no case, learn which one it is and nothing of the file. */
@Injectable()
@Handles([FileFoundInfected])
export class NotifyWhomAnInfectedFileConcerns implements EventHandler<FileFoundInfected> {
  constructor(
    private readonly company: CaseCompany,
    private readonly people: People,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<FileFoundInfected>): Promise<void> {
    const { caseId, reference, uploadedBy } = event.payload;
    if (uploadedBy) await this.notifier.tell(event, await this.company.whoAdded(caseId, uploadedBy), aboutCase('file-quarantined', { reference }));
    await this.notifier.tell(event, await this.people.administrators(), { kind: 'infected-file-came', caseReference: reference, link: notificationPaths.list() });
  }
}
