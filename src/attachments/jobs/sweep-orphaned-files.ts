import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '#config/settings';
import { JobRunner } from '#libs/jobs/job-runner';
import { sweepOrphans } from '#libs/storage/orphans';

/** At night: files that came, but whose case never heard of them. */
@Injectable()
export class SweepOrphanedFiles implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.every('17 3 * * *', 'sweep-orphaned-files', () => this.sweep());
  }

  async sweep(): Promise<void> {
    await sweepOrphans(this.settings.inDataDir('files'), (keys) => this.known(keys));
  }

  private async known(keys: readonly string[]): Promise<ReadonlySet<string>> {
    // In one statement: an upload that ends between two of them would be in neither.
    const rows = await this.dataSource.query<{ storage_key: string }[]>(
      `select storage_key from attachments where storage_key = any($1) union all select storage_key from uploads where attachment_id is null and storage_key = any($1)`, [keys]);
    return new Set(rows.map(({ storage_key }) => storage_key));
  }
}
