import { Injectable } from '@nestjs/common';
import type { Language } from '#config/languages';
import type { Origin } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { passwordMatches } from './passwords.js';
import { SignInThrottle, type Attempt } from './sign-in.throttle.js';
import { HospitalDirectory } from './single-sign-on/hospital-directory.js';
import type { Recognition } from './single-sign-on/identities.js';

/** Checks who somebody is. What it answers never tells whether an address has an account. */
@Injectable()
export class SignInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: SignInThrottle,
    private readonly directory: HospitalDirectory,
  ) {}

  /**
   * Tries the password of the account; where it has none, the hospital's directory.
   * @returns whose it is; or undefined, and a row on the access log
   * @throws TooOften, SignOnDown
   */
  async check(email: string, password: string, from: Origin, language: Language): Promise<Recognition | undefined> {
    const attempt = await this.admit(email, from);
    const found = await this.verify(email, password, from, language);
    if (found) await attempt.succeeded();
    return found;
  }

  async signedOut(actor: { id: string; name: string; from: Origin }): Promise<void> {
    await this.work.read((tx) => tx.log({ who: actor, action: 'account.signed-out', subject: { accountId: actor.id } }));
  }

  private admit(email: string, from: Origin): Promise<Attempt> {
    return this.throttle.admit(email, { who: { id: null, name: '', from }, action: 'account.sign-in-throttled' });
  }

  private async verify(email: string, password: string, from: Origin, language: Language): Promise<Recognition | undefined> {
    const [account] = await this.work.read((tx) => tx.query<{ id: string; name: string; state: string; password_hash: string | null }>(
      `select id, name, state, password_hash from accounts where email = $1`, [email]));
    const isActive = account?.state === 'active';
    if (await passwordMatches(isActive ? account.password_hash : null, password)) return { accountId: account!.id };
    const failed = () => this.work.read((tx) => tx.log({
      who: { id: (isActive && account.id) || null, name: (isActive && account.name) || '', from },
      action: 'account.sign-in-failed',
      subject: { accountId: isActive ? account.id : undefined },
      outcome: 'refused',
    }));
    try {
      const found = await this.directory.recognise(email, account?.password_hash ? null : password, from, language);
      if (!found) await failed();
      return found;
    } catch (error) {
      await failed();
      throw error;
    }
  }
}
