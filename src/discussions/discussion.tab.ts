import { Injectable } from '@nestjs/common';
import { CaseTab, type CaseTabSource } from '../cases/index.js';

/** The tab of a case, with the number of its messages. */
@Injectable()
@CaseTab({ name: 'discussion', order: 10, label: 'discussions:tab' })
export class DiscussionTab implements CaseTabSource {
  counting(caseId: string): string {
    return `select count(*) from messages where case_id = ${caseId}`;
  }
}
