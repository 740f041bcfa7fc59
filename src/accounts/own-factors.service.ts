import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { SecondStepRequired } from './account.errors.js';
import { RecoveryCodesRenewed, SecondStepRemoved, SecondStepSetUp } from './account.events.js';
import { endSessionsOf } from './account.store.js';
import { accountPaths } from './accounts.paths.js';
import { Entrance } from './entrance.js';
import { issueRecoveryCodes, recoveryCodesLeft } from './recovery-codes.js';
import { SecondFactors } from './second-factors.js';

export interface OwnSecondStep {
  /** Undefined where there is none. */
  readonly since: Date | undefined;
  readonly codesLeft: number;
  /** By a role: it can be replaced, but not left. */
  readonly isRequired: boolean;
}

/** What people do with their own second step. */
@Injectable()
export class OwnFactors {
  constructor(
    private readonly work: UnitOfWork,
    private readonly factors: SecondFactors,
    private readonly entrance: Entrance,
  ) {}

  read({ id, roles }: Actor): Promise<OwnSecondStep> {
    return this.work.read(async (tx) => ({ since: await this.factors.since(tx, id), codesLeft: await recoveryCodesLeft(tx, id), isRequired: this.entrance.isRequired(roles) }));
  }

  /**
   * Takes an app into use and ends every session, that of the caller included, who is to begin a new one.
   * @returns recovery codes, to be shown once; undefined when the code is not of this secret
   */
  setUp(actor: Actor, secret: Buffer, code: string): Promise<string[] | undefined> {
    return this.work.run(async (tx) => {
      const codes = await this.factors.enrol(tx, actor.id, secret, code);
      tx.log({ who: actor, action: 'account.second-step-set-up', subject: { accountId: actor.id }, outcome: codes ? 'done' : 'refused' });
      if (!codes) return undefined;
      await endSessionsOf(tx, actor.id);
      await tx.record(new SecondStepSetUp(actor, { accountId: actor.id }));
      return codes;
    });
  }

  /** @returns new recovery codes, in place of the old ones; undefined for an account without a second step */
  renewCodes(actor: Actor): Promise<string[] | undefined> {
    return this.work.run(async (tx) => {
      if (!(await this.factors.has(tx, actor.id))) return undefined;
      tx.log({ who: actor, action: 'account.recovery-codes-made', subject: { accountId: actor.id } });
      await tx.record(new RecoveryCodesRenewed(actor, { accountId: actor.id }));
      return issueRecoveryCodes(tx, actor.id);
    });
  }

  /** @throws SecondStepRequired */
  remove(actor: Actor, once?: string): Promise<string> {
    if (this.entrance.isRequired(actor.roles)) throw new SecondStepRequired();
    return this.work.once(once, actor.id, async (tx) => {
      if (!(await this.factors.has(tx, actor.id))) return accountPaths.secondStep();
      await this.factors.remove(tx, actor.id);
      tx.log({ who: actor, action: 'account.second-step-removed', subject: { accountId: actor.id } });
      await tx.record(new SecondStepRemoved(actor, { accountId: actor.id }));
      return accountPaths.secondStep('removed');
    });
  }
}
