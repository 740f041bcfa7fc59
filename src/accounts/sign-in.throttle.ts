import { Injectable } from '@nestjs/common';
import type { AccessEntry } from '#libs/access-log/entry';
import { networkOf } from './network.js';
import { Throttle, type Try } from './throttle.js';

/** One attempt to prove who one is, counted as failed until it has succeeded. */
export interface Attempt {
  succeeded(): Promise<void>;
}

/**
 * Slows down guessing: per account and address, per address, per account, and for the whole site. Only failures
 * count. The last two could be used to lock others out, so they do not hold where the person has signed in lately.
 */
@Injectable()
export class SignInThrottle {
  constructor(private readonly throttle: Throttle) {}

  /**
   * @param stopped what the access log says of somebody who has to wait, with their address
   * @throws TooOften before anything is looked up, whether there is such an account or not
   */
  async admit(email: string, stopped: AccessEntry): Promise<Attempt> {
    const network = networkOf(stopped.who.from.address);
    const pair = `${email} ${network}`;
    const isFamiliar = await this.throttle.isMarked(['sign-in-familiar', pair]);
    const near: Try[] = [['sign-in-pair', pair], ['sign-in-address', network]];
    const tries = isFamiliar ? near : [...near, ['sign-in-account', email] as Try, ['sign-in-site', 'all'] as Try];
    await this.throttle.count(tries, stopped);
    return {
      succeeded: async () => {
        await this.throttle.giveBack(tries.slice(1));
        await this.throttle.forget(['sign-in-pair', pair]);
        await this.throttle.mark(['sign-in-familiar', pair]);
      },
    };
  }
}
