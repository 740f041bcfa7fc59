import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '#libs/jobs/job-runner';
import { DiskStore } from '#libs/storage/disk-store';
import { DAYS_OF_AN_UPLOAD } from '../../cases/index.js';
import { UploadsTable } from '../uploads/uploads.table.js';

/** At night: uploads that nobody has gone on with for a month. Their bytes go to the trash, from which they can still be taken back. */
@Injectable()
export class GiveUpIdleUploads implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly table: UploadsTable,
    private readonly disk: DiskStore,
  ) {}

  onModuleInit(): void {
    this.jobs.every('47 2 * * *', 'give-up-idle-uploads', () => this.giveUp());
  }

  async giveUp(): Promise<void> {
    for (const key of await this.table.removeIdle(DAYS_OF_AN_UPLOAD)) await this.disk.discard(key);
  }
}
