import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobRunner } from '#libs/jobs/job-runner';
import { sweepOrphans } from '#libs/storage/orphans';
import { Stores } from '#libs/storage/stores';
import { neededKeys } from '../upkeep/needed-keys.js';

/** At night: files that came, but whose case never heard of them, and what a move left behind when it was cut short. */
@Injectable()
export class SweepOrphanedFiles implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly stores: Stores,
  ) {}

  onModuleInit(): void {
    this.jobs.every('17 3 * * *', 'sweep-orphaned-files', () => this.sweep());
  }

  async sweep(): Promise<void> {
    for (const { name, store } of this.stores.all) await sweepOrphans(store, (keys) => neededKeys(this.dataSource, this.stores, name, keys));
  }
}
