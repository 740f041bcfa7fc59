import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UPLOAD_TYPES } from '#config/upload-types';
import { JobRunner } from '#libs/jobs/job-runner';
import { AttachmentsReader } from '../attachments.reader.js';
import { PREVIEW_VERSION, PreviewPreparation } from '../preview-preparation.js';

/** A night's work, the newest first. */
const AT_ONCE = 500;
const SHOWN = UPLOAD_TYPES.filter(({ preview }) => preview).map(({ extensions }) => extensions[0]);

/** At night: files whose previews were made, or could not be made, by an older version of Telecase. */
@Injectable()
export class RemakeOldPreviews implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly reader: AttachmentsReader,
    private readonly preparation: PreviewPreparation,
  ) {}

  onModuleInit(): void {
    this.jobs.every('43 3 * * *', 'remake-old-previews', () => this.remake());
  }

  async remake(): Promise<void> {
    const files = await this.dataSource.query<{ id: string; case_id: string }[]>(
      `select id, case_id from attachments where preview_version < $1 and preview_state <> 'waiting' and scan_state <> 'infected' and extension = any($2) order by created_at desc limit ${AT_ONCE}`,
      [PREVIEW_VERSION, SHOWN],
    );
    for (const { id, case_id: caseId } of files) await this.preparation.prepare(await this.reader.find(caseId, id));
  }
}
