import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { PasskeyAdded, PasskeyRemoved } from './account.events.js';
import { Passkeys } from './passkeys.js';
import { SecondFactors } from './second-factors.js';

/** What people do with their own passkeys. */
@Injectable()
export class OwnPasskeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly passkeys: Passkeys,
    private readonly factors: SecondFactors,
  ) {}

  /** Options to make another one only where an app and recovery codes are there for the day on which it is lost. */
  read(actor: Actor) {
    return this.work.read(async (tx) => ({
      passkeys: await this.passkeys.of(tx, actor.id),
      options: (await this.factors.has(tx, actor.id)) ? await this.passkeys.toMake(tx, actor) : undefined,
    }));
  }

  /** @returns false when the browser's answer is none to the challenge, or there is no app yet */
  add(actor: Actor, name: string, response: string, challenge: string): Promise<boolean> {
    return this.work.run(async (tx) => {
      const isAdded = Boolean(challenge) && (await this.factors.has(tx, actor.id)) && (await this.passkeys.add(tx, actor.id, name, response, challenge));
      tx.log({ who: actor, action: 'account.passkey-added', subject: { accountId: actor.id, what: name }, outcome: isAdded ? 'done' : 'refused' });
      if (isAdded) await tx.record(new PasskeyAdded(actor, { accountId: actor.id }));
      return isAdded;
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const name = await this.passkeys.remove(tx, actor.id, id);
      if (name === undefined) return;
      tx.log({ who: actor, action: 'account.passkey-removed', subject: { accountId: actor.id, what: name } });
      await tx.record(new PasskeyRemoved(actor, { accountId: actor.id }));
    });
  }
}
