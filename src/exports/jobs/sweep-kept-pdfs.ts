import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '#libs/jobs/job-runner';
import { ExportFolders } from '../export-folders.js';
import { KeptFiles } from '../kept-files.js';
import { KeptPdfs } from '../kept-pdfs.js';

/** Every ten minutes, and at start: PDFs that have expired, files that no row speaks of any more, and what a process that was killed has left. */
@Injectable()
export class SweepKeptPdfs implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly jobs: JobRunner,
    private readonly kept: KeptPdfs,
    private readonly files: KeptFiles,
    private readonly folders: ExportFolders,
  ) {}

  onModuleInit(): void {
    this.jobs.every('*/10 * * * *', 'sweep-kept-pdfs', () => this.sweep());
  }

  onApplicationBootstrap(): Promise<void> {
    return this.sweep();
  }

  async sweep(): Promise<void> {
    await this.kept.remove(await this.kept.expired());
    await this.files.remove(await this.kept.unknownAmong(await this.files.ids()));
    await this.folders.removeAbandoned();
  }
}
