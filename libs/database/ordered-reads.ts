import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { PreparingClient } from './preparing-client.js';

/** What answers a statement with plain rows. */
export interface Reader {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** Left alone, PostgreSQL may guess that fetching and sorting everything is cheaper; it cannot know that a page is nearly always full long before the end. */
export const IN_ORDER = ['sort', 'seqscan', 'hashjoin', 'mergejoin'].map((way) => `-c enable_${way}=off`).join(' ');
/** With the ways so few there is one plan for any values; thinking it up anew each time costs more than carrying it out. */
const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan';
const CONNECTIONS = 8;

/** Reads long lists from indexes, in the order of those, and no further than a page of them: over connections that do nothing else. */
@Injectable()
export class OrderedReads implements Reader, OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor({ options }: DataSource) {
    const { url, extra } = options as { url: string; extra: pg.PoolConfig };
    this.pool = new pg.Pool({ ...extra, connectionString: url, Client: PreparingClient, max: CONNECTIONS, options: `${extra.options ?? ''} ${IN_ORDER} ${PLANNED_ONCE}` });
    // A connection that ends while nobody uses it is replaced; whoever asks next is told if that fails.
    this.pool.on('error', (error) => new Logger(OrderedReads.name).warn(error.message));
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(sql, [...parameters])).rows as Row[];
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }
}
