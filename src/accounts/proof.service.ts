import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { passwordMatches } from './passwords.js';
import { SecondFactors } from './second-factors.js';
import { SecondStep } from './second-step.service.js';
import { SignInThrottle } from './sign-in.throttle.js';
import { HospitalDirectory } from './single-sign-on/hospital-directory.js';
import { ISSUED_BY_A_DIRECTORY } from './single-sign-on/identity.store.js';

/** How somebody can show who they are. */
export interface WaysToProve {
  /** Whether Telecase has a password of theirs. */
  readonly hasPassword: boolean;
  /** Whether the hospital's directory knows one. */
  readonly hasDirectory: boolean;
  /** Whether a code is asked for beside it. */
  readonly needsCode: boolean;
  /** Whether they are known to the hospital's OpenID provider. */
  readonly isKnownElsewhere: boolean;
}

/** Makes sure that who sits at a signed-in browser is who signed in. */
@Injectable()
export class ProofService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: SignInThrottle,
    private readonly step: SecondStep,
    private readonly factors: SecondFactors,
    private readonly directory: HospitalDirectory,
  ) {}

  ways({ id }: Actor): Promise<WaysToProve> {
    return this.work.read(async (tx) => {
      const [account] = await tx.query<Omit<WaysToProve, 'needsCode'>>(
        `select password_hash is not null as "hasPassword",
           exists (select from account_identities where account_id = a.id and issuer like '${ISSUED_BY_A_DIRECTORY}%') as "hasDirectory",
           exists (select from account_identities where account_id = a.id and issuer not like '${ISSUED_BY_A_DIRECTORY}%') as "isKnownElsewhere"
         from accounts a where id = $1`, [id]);
      return { ...account!, needsCode: await this.factors.has(tx, id) };
    });
  }

  /** @returns false when the password is wrong, or the code where one is needed @throws TooOften, SignOnDown */
  async check(actor: Actor, password: string, code: string): Promise<boolean> {
    const attempt = await this.throttle.admit(actor.email, { who: actor, action: 'account.proof-throttled', subject: { accountId: actor.id } });
    const isRight = (await this.isPassword(actor, password)) && (await this.checkCode(actor, code));
    await this.remember(actor, isRight);
    if (isRight) await attempt.succeeded();
    return isRight;
  }

  /** Whether the code is right; for an account that has none, any is. @throws TooOften */
  async checkCode(actor: Actor, code: string): Promise<boolean> {
    return !(await this.ways(actor)).needsCode || this.step.check(actor.id, code, actor.from);
  }

  /** A passkey that has asked for a finger, a face or a PIN itself stands for the password too. @param response what the browser answered, as JSON @throws TooOften */
  async checkPasskey(actor: Actor, response: string, challenge: string): Promise<boolean> {
    return this.remember(actor, await this.step.checkPasskey(actor.id, response, challenge, actor.from, 'required'));
  }

  /** Puts it on the access log. @returns the same */
  async remember(actor: Actor, isRight: boolean): Promise<boolean> {
    await this.work.read((tx) => tx.log({ who: actor, action: 'account.proved', subject: { accountId: actor.id }, outcome: isRight ? 'done' : 'refused' }));
    return isRight;
  }

  private async isPassword(actor: Actor, password: string): Promise<boolean> {
    const [account] = await this.work.read((tx) => tx.query<{ password_hash: string | null }>(`select password_hash from accounts where id = $1`, [actor.id]));
    return account?.password_hash ? passwordMatches(account.password_hash, password) : this.directory.isPasswordOf(actor, password);
  }
}
