import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { addJob } from '#libs/jobs/add-job';
import { JobRunner } from '#libs/jobs/job-runner';
import type { Attachment } from '../attachment.js';
import { AttachmentNotFound } from '../attachment.errors.js';
import { AttachmentsReader } from '../attachments.reader.js';
import { PreviewPreparation } from '../preview-preparation.js';

const NAME = 'remake-lost-previews';

/** Previews lie on this machine's disk alone, and need be in no backup: whoever misses one has it made again. */
@Injectable()
export class RemakeLostPreviews implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly reader: AttachmentsReader,
    private readonly preparation: PreviewPreparation,
  ) {}

  onModuleInit(): void {
    this.jobs.define(NAME, ({ caseId, id }) => this.remake(String(caseId), String(id)));
  }

  /** Soon, and once however many ask. */
  ask({ caseId, id }: Attachment): Promise<void> {
    return addJob(this.dataSource.manager, NAME, { caseId, id }, { key: `${NAME} ${id}` });
  }

  private async remake(caseId: string, id: string): Promise<void> {
    try {
      // As if it had none: when none can be made any more, nobody is to be sent for them again.
      await this.preparation.prepare({ ...(await this.reader.find(caseId, id)), previewState: 'none' });
    } catch (error) {
      if (!(error instanceof AttachmentNotFound)) throw error;
    }
  }
}
