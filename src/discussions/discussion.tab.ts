import { Injectable } from '@nestjs/common';
import { CaseTab, type CaseTabSource } from '../cases/index.js';
import { CaseMessages } from './case.messages.js';

/** The tab of a case, with the number of its messages. */
@Injectable()
@CaseTab({ name: 'discussion', order: 10, label: 'discussions:tab' })
export class DiscussionTab implements CaseTabSource {
  constructor(private readonly messages: CaseMessages) {}

  count(caseId: string): Promise<number> {
    return this.messages.count(caseId);
  }
}
