import { Injectable } from '@nestjs/common';
import { CaseTab, type CaseTabSource } from '../cases/index.js';
import { AttachmentsReader } from './attachments.reader.js';

/** The tab beside the others of a case, with the number of its files. */
@Injectable()
@CaseTab({ name: 'attachments', order: 20, label: 'attachments:title' })
export class AttachmentsTab implements CaseTabSource {
  constructor(private readonly reader: AttachmentsReader) {}

  count(caseId: string): Promise<number> {
    return this.reader.count(caseId);
  }
}
