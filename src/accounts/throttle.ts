import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import type { AccessEntry, AccessPerson } from '#libs/access-log/entry';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { TooOften } from '#libs/errors/domain-error';
import { LIMITS, type LimitName } from './limits.js';

/** One try against one limit: of an address, an e-mail, a pair of them … */
export type Try = readonly [limit: LimitName, of: string];

/** Counts tries in PostgreSQL, for all processes together. E-mails and addresses are kept as hashes only. */
@Injectable()
export class Throttle {
  private readonly limiters: Record<LimitName, RateLimiterPostgres>;

  constructor(dataSource: DataSource, private readonly work: UnitOfWork) {
    const limiters = Object.entries(LIMITS).map(([name, { points, seconds: duration }]) => {
      const store = { storeClient: dataSource, storeType: 'typeorm', tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: false };
      return [name, new RateLimiterPostgres({ ...store, keyPrefix: name, points, duration })];
    });
    this.limiters = Object.fromEntries(limiters);
  }

  /**
   * Counts the tries, or none of them.
   * @param stopped what the access log says of somebody who has to wait; that it was refused is added, and the name of an account that is known by its id alone
   * @throws TooOften with the minutes to wait
   */
  async count(tries: readonly Try[], stopped: AccessEntry): Promise<void> {
    const counted: Try[] = [];
    for (const one of tries) {
      const wait = await this.consume(one);
      if (wait !== undefined) {
        await this.giveBack(counted);
        await this.log(stopped);
        throw new TooOften('accounts:errors.too-often', { minutes: Math.ceil(wait / 60_000) });
      }
      counted.push(one);
    }
  }

  /** Whether the try is within its limit; counts it either way. */
  async isWithin(one: Try): Promise<boolean> {
    return (await this.consume(one)) === undefined;
  }

  /** These tries were good ones, which do not count. */
  async giveBack(tries: readonly Try[]): Promise<void> {
    for (const [limit, of] of tries) await this.limiters[limit].reward(hashed(of), 1);
  }

  /** Forgets all tries of one kind. */
  async forget([limit, of]: Try): Promise<void> {
    await this.limiters[limit].delete(hashed(of));
  }

  /** Keeps a mark for as long as its limit says. */
  async mark([limit, of]: Try): Promise<void> {
    await this.limiters[limit].set(hashed(of), 1, LIMITS[limit].seconds);
  }

  async isMarked([limit, of]: Try): Promise<boolean> {
    return (await this.limiters[limit].get(hashed(of))) !== null;
  }

  private log({ who, ...entry }: AccessEntry): Promise<void> {
    return this.work.read(async (tx) => {
      const [account] = who.id && !who.name ? await tx.query<Pick<AccessPerson, 'name'>>(`select name from accounts where id = $1`, [who.id]) : [];
      tx.log({ ...entry, who: { ...who, ...account }, outcome: 'refused' });
    });
  }

  /** @returns milliseconds to wait when it is one too many */
  private async consume([limit, of]: Try): Promise<number | undefined> {
    try {
      await this.limiters[limit].consume(hashed(of), 1);
      return undefined;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
      throw refusal;
    }
  }
}

const hashed = (of: string): string => createHash('sha256').update(of).digest('base64url');
