import { Injectable } from '@nestjs/common';
import type { Origin } from '#libs/authorization/actor';
import { networkOf } from './network.js';
import type { Attempt } from './sign-in.throttle.js';
import { Throttle, type Try } from './throttle.js';

/**
 * Slows down guessing of codes: per account and address, and per account. Who does it has the password, so the second
 * limit is tight; it does not hold where the person has got through lately.
 */
@Injectable()
export class CodeThrottle {
  constructor(private readonly throttle: Throttle) {}

  /** @throws TooOften */
  async admit(accountId: string, from: Origin): Promise<Attempt> {
    const pair = `${accountId} ${networkOf(from.address)}`;
    const near: Try = ['code-pair', pair];
    const far: Try[] = (await this.throttle.isMarked(['code-familiar', pair])) ? [] : [['code-account', accountId]];
    await this.throttle.count([near, ...far], { who: { id: accountId, name: '', from }, action: 'account.code-throttled', subject: { accountId } });
    return {
      succeeded: async () => {
        await this.throttle.giveBack(far);
        await this.throttle.forget(near);
        await this.throttle.mark(['code-familiar', pair]);
      },
    };
  }
}
