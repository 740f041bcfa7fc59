import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { passwordMatches } from './passwords.js';
import { SecondFactors } from './second-factors.js';
import { SecondStep } from './second-step.service.js';
import { SignInThrottle } from './sign-in.throttle.js';

/** Makes sure that who sits at a signed-in browser is who signed in. */
@Injectable()
export class ProofService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: SignInThrottle,
    private readonly step: SecondStep,
    private readonly factors: SecondFactors,
  ) {}

  /** Whether a code is asked for beside the password. */
  needsCode({ id }: Actor): Promise<boolean> {
    return this.work.read((tx) => this.factors.has(tx, id));
  }

  /** @returns false when the password is wrong, or the code where one is needed @throws TooOften */
  async check(actor: Actor, password: string, code: string): Promise<boolean> {
    const attempt = await this.throttle.admit(actor.email, actor.from.address);
    const isRight = (await this.isPassword(actor, password)) && (!(await this.needsCode(actor)) || (await this.step.check(actor.id, code, actor.from)));
    await this.work.read((tx) => tx.log({ who: actor, action: 'account.proved', subject: { accountId: actor.id }, outcome: isRight ? 'done' : 'refused' }));
    if (isRight) await attempt.succeeded();
    return isRight;
  }

  private async isPassword({ id }: Actor, password: string): Promise<boolean> {
    const [account] = await this.work.read((tx) => tx.query<{ password_hash: string }>(`select password_hash from accounts where id = $1`, [id]));
    return passwordMatches(account?.password_hash, password);
  }
}
