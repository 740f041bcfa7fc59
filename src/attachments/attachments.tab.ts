import { Injectable } from '@nestjs/common';
import { CaseTab, type CaseTabSource } from '../cases/index.js';

/** The tab beside the others of a case, with the number of its files. */
@Injectable()
@CaseTab({ name: 'attachments', order: 20, label: 'attachments:title' })
export class AttachmentsTab implements CaseTabSource {
  counting(caseId: string): string {
    return `select count(*) from attachments where case_id = ${caseId}`;
  }
}
