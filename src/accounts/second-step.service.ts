import { Injectable } from '@nestjs/common';
import type { Origin } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { CodeThrottle } from './code.throttle.js';
import { SecondFactors } from './second-factors.js';

/** Checks the code that follows the password. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: CodeThrottle,
    private readonly factors: SecondFactors,
  ) {}

  /** @returns false for a code that is wrong or was used before, and for an account that was disabled meanwhile @throws TooOften */
  async check(accountId: string, code: string, from: Origin): Promise<boolean> {
    const attempt = await this.throttle.admit(accountId, from.address);
    const isRight = await this.work.run(async (tx) => {
      const [account] = await tx.query<{ name: string }>(`select name from accounts where id = $1 and state = 'active' for update`, [accountId]);
      const isRight = Boolean(account) && (await this.factors.accept(tx, accountId, code));
      if (!isRight) tx.log({ who: { id: accountId, name: account?.name ?? '', from }, action: 'account.code-failed', subject: { accountId }, outcome: 'refused' });
      return isRight;
    });
    if (isRight) await attempt.succeeded();
    return isRight;
  }
}
