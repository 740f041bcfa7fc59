import { Injectable } from '@nestjs/common';
import type { Origin } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { TooOften } from '#libs/errors/domain-error';
import { passwordMatches } from './passwords.js';
import { SignInThrottle, type Attempt } from './sign-in.throttle.js';

/** Checks who somebody is. What it answers never tells whether an address has an account. */
@Injectable()
export class SignInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: SignInThrottle,
  ) {}

  /**
   * @returns the account's id; or undefined, and a row on the access log
   * @throws TooOften
   */
  async check(email: string, password: string, from: Origin): Promise<string | undefined> {
    const attempt = await this.admit(email, from);
    const accountId = await this.verify(email, password, from);
    if (accountId) await attempt.succeeded();
    return accountId;
  }

  async signedOut(actor: { id: string; name: string; from: Origin }): Promise<void> {
    await this.work.read((tx) => tx.log({ who: actor, action: 'account.signed-out', subject: { accountId: actor.id } }));
  }

  private async admit(email: string, from: Origin): Promise<Attempt> {
    try {
      return await this.throttle.admit(email, from.address);
    } catch (error) {
      const who = { id: null, name: '', from };
      if (error instanceof TooOften) await this.work.read((tx) => tx.log({ who, action: 'account.sign-in-throttled', outcome: 'refused' }));
      throw error;
    }
  }

  private verify(email: string, password: string, from: Origin): Promise<string | undefined> {
    return this.work.run(async (tx) => {
      const [account] = await tx.query<{ id: string; name: string; password_hash: string | null }>(
        `select id, name, password_hash from accounts where email = $1 and state = 'active'`, [email]);
      if (await passwordMatches(account?.password_hash, password)) return account!.id;
      tx.log({ who: { id: account?.id ?? null, name: account?.name ?? '', from }, action: 'account.sign-in-failed', subject: { accountId: account?.id }, outcome: 'refused' });
      return undefined;
    });
  }
}
