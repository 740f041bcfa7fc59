import { Injectable } from '@nestjs/common';
import type { Origin } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { CodeThrottle } from './code.throttle.js';
import { Passkeys, type Verification } from './passkeys.js';
import { SecondFactors } from './second-factors.js';

/** Checks the code that follows the password. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: CodeThrottle,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
  ) {}

  /** @returns false for a code that is wrong or was used before, and for an account that was disabled meanwhile @throws TooOften */
  check(accountId: string, code: string, from: Origin): Promise<boolean> {
    return this.try(accountId, from, (tx) => this.factors.accept(tx, accountId, code));
  }

  /** The same with a passkey. @param response what the browser answered, as JSON @throws TooOften */
  checkPasskey(accountId: string, response: string, challenge: string, from: Origin, verification: Verification = 'discouraged'): Promise<boolean> {
    return this.try(accountId, from, (tx) => this.passkeys.accept(tx, accountId, response, challenge, verification));
  }

  /** What a browser needs to use a passkey; undefined where the account has none. */
  passkeyOptions(accountId: string, verification: Verification = 'discouraged') {
    return this.work.read((tx) => this.passkeys.toUse(tx, accountId, verification));
  }

  private async try(accountId: string, from: Origin, accept: (tx: Transaction) => Promise<boolean>): Promise<boolean> {
    const attempt = await this.throttle.admit(accountId, from);
    const isRight = await this.work.run(async (tx) => {
      const [account] = await tx.query<{ name: string }>(`select name from accounts where id = $1 and state = 'active' for update`, [accountId]);
      const isRight = Boolean(account) && (await accept(tx));
      if (!isRight) tx.log({ who: { id: accountId, name: account?.name ?? '', from }, action: 'account.code-failed', subject: { accountId }, outcome: 'refused' });
      return isRight;
    });
    if (isRight) await attempt.succeeded();
    return isRight;
  }
}
