import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { Case } from './case.entity.js';
import { CasePostedInError } from './case.events.js';
import { CaseGate } from './case.gate.js';
import { writeHistory } from './case.history.js';
import { caseRules } from './case.policy.js';
import { TURN_OF } from './case.state.js';
import { subjectOf } from './subject-of.js';

/** A case that should never have been posted: it leaves every list, and nobody opens it again. */
@Injectable()
export class PostedInError {
  constructor(private readonly gate: CaseGate) {}

  /**
   * @param reason stays for coordinators and on the access log; nothing clinical is asked for
   * @throws CaseIsClosed, CaseMoved for a draft, which is deleted instead
   */
  async takeBack(tx: Transaction, actor: Actor, caseId: string, reason: string): Promise<void> {
    const { kase, allocations, role } = await this.gate.hold(tx, actor, caseId, caseRules['take-back']);
    const { reference, projectId, state: before } = kase;
    const now = new Date();
    kase.takeBack(now);
    await tx.repository(Case).save(kase);
    await writeHistory(tx, { caseId, at: now, actorId: actor.id, what: 'posted-in-error', from: before, to: kase.state, why: reason });
    const specialistIds = allocations.filter(({ isLive }) => isLive).map(({ specialistId }) => specialistId);
    await tx.record(new CasePostedInError(actor, { caseId, reference, projectId, isTheProjectsTurn: TURN_OF[before] === 'project', specialistIds }));
    tx.log({ who: actor, role, action: 'case.posted-in-error', subject: subjectOf(kase, { what: reason }) });
  }
}
