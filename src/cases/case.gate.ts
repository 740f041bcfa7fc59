import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { Allocation } from './allocation.entity.js';
import { Case } from './case.entity.js';
import { AllocationMoved, CaseNotFound, CaseNotYours } from './case.errors.js';
import { caseRules, grantedAs, type CaseFacts, type CaseGrants } from './case.policy.js';

/** A case held for a change: nobody else changes it before this transaction ends. */
export interface HeldCase {
  readonly kase: Case;
  readonly allocations: Allocation[];
  readonly facts: CaseFacts;
  /** The role in which the actor may do it. */
  readonly role: Role;
}

/** What everybody passes who writes into a case: holds the row, so that it can't close or change meanwhile. */
@Injectable()
export class CaseGate {
  /**
   * For what changes the case itself. One at a time.
   * @throws CaseNotFound, CaseNotYours, AllocationMoved when it was taken from the actor meanwhile
   */
  async hold(tx: Transaction, actor: Actor, caseId: string, grants: CaseGrants): Promise<HeldCase> {
    const kase = await tx.repository(Case).findOne({ where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
    return this.judge(tx, actor, kase, grants);
  }

  /**
   * For what is added to a case (a file, a comment). Several at a time, but none while it is being closed.
   * @throws CaseNotFound, CaseNotYours, CaseIsClosed
   */
  async openForWriting(tx: Transaction, actor: Actor, caseId: string, grants: CaseGrants): Promise<HeldCase> {
    const kase = await tx.repository(Case).findOne({ where: { id: caseId }, lock: { mode: 'pessimistic_read' } });
    const held = await this.judge(tx, actor, kase, grants);
    held.kase.assertOpen();
    return held;
  }

  private async judge(tx: Transaction, actor: Actor, kase: Case | null, grants: CaseGrants): Promise<HeldCase> {
    if (!kase) throw new CaseNotFound();
    const [allocations, [project]] = await Promise.all([
      tx.repository(Allocation).find({ where: { caseId: kase.id }, order: { createdAt: 'ASC' } }),
      tx.query<{ mission_id: string }>(`select mission_id from projects where id = $1`, [kase.projectId]),
    ]);
    const mine = allocations.filter(({ specialistId }) => specialistId === actor.id);
    const { id, reference, state, projectId, authorId, patientId } = kase;
    const facts = { id, reference, state, projectId, authorId, patientId, missionId: project!.mission_id, allocation: mine.find(({ isLive }) => isLive) ?? mine.at(-1) ?? null };
    // A moment ago, at the door, they could see it: whoever had it and lost it since has come too late.
    if (!grantedAs(caseRules.see, actor, facts)) throw mine.length > 0 ? new AllocationMoved() : new CaseNotFound();
    const role = grantedAs(grants, actor, facts);
    if (!role) throw new CaseNotYours();
    return { kase, allocations, facts, role };
  }
}
