import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { Allocation } from './allocation.entity.js';
import { Case } from './case.entity.js';
import { AllocationMoved, AlreadyAllocated, CaseMoved, CaseNotFound } from './case.errors.js';
import { AllocationAccepted, AllocationRefused, AllocationWithdrawn, CaseAllocated } from './case.events.js';
import { CaseGate, type HeldCase } from './case.gate.js';
import { writeHistory, type HistoryEvent } from './case.history.js';
import { caseRules } from './case.policy.js';
import { stampOf } from './case.stamp.js';
import { subjectOf } from './subject-of.js';

/** What a coordinator decides on one page. */
export interface AllocationOrder {
  readonly to: readonly NewAllocation[];
  /** An allocation that is withdrawn in exchange. */
  readonly insteadOf?: string;
  /** The stamp of the page; none, and nothing is compared. */
  readonly seen?: string;
}

export interface NewAllocation {
  readonly specialistId: string;
  readonly specialty: string;
  readonly dueAt: Date;
  readonly note: string;
}

/** Who is asked, and what they say to it: each verb holds the case, asks the policy, changes it, and records what happened. */
@Injectable()
export class AllocationsService {
  constructor(private readonly gate: CaseGate) {}

  /**
   * Everything that was decided on one page, or nothing of it.
   * @throws CaseMoved when somebody has changed who is on the case since the page was drawn; AlreadyAllocated when one of
   * them has it: the database keeps it so when two do it at once
   */
  async carryOut(tx: Transaction, actor: Actor, caseId: string, { to, insteadOf, seen }: AllocationOrder): Promise<void> {
    const held = await this.hold(tx, actor, caseId, seen);
    for (const specialist of to) await this.add(tx, actor, held, specialist);
    if (insteadOf) await this.takeBack(tx, actor, held, insteadOf);
  }

  async accept(tx: Transaction, actor: Actor, caseId: string): Promise<void> {
    const { held, mine } = await this.holdMine(tx, actor, caseId);
    mine.accept(new Date());
    await this.keep(tx, actor, held, mine, 'accepted', 'case.accepted');
    await tx.record(new AllocationAccepted(actor, this.of(held, mine)));
  }

  async refuse(tx: Transaction, actor: Actor, caseId: string, reason: string): Promise<void> {
    const { held, mine } = await this.holdMine(tx, actor, caseId);
    mine.refuse(reason, new Date());
    await this.keep(tx, actor, held, mine, 'refused', 'case.refused', reason);
    await tx.record(new AllocationRefused(actor, this.of(held, mine)));
  }

  /** A specialist who can't answer after all gives the case back: for the coordinators the same as a refusal, after it was accepted too. */
  async sendBack(tx: Transaction, actor: Actor, caseId: string, reason: string): Promise<void> {
    const { held, mine } = await this.holdMine(tx, actor, caseId);
    mine.withdraw(reason, new Date());
    await this.keep(tx, actor, held, mine, 'sent-back', 'case.withdrawn', reason);
    await tx.record(new AllocationRefused(actor, this.of(held, mine)));
  }

  /** @param why may be empty @param seen the stamp of the page on which it was decided @throws CaseMoved, AllocationMoved */
  async withdraw(tx: Transaction, actor: Actor, caseId: string, allocationId: string, { why, seen }: { why: string; seen?: string }): Promise<void> {
    await this.takeBack(tx, actor, await this.hold(tx, actor, caseId, seen), allocationId, why);
  }

  /** @param why may be empty @param seen the stamp of the page on which it was decided @throws CaseMoved */
  async changeDueTime(tx: Transaction, actor: Actor, caseId: string, allocationId: string, { dueAt, why, seen }: { dueAt: Date; why: string; seen?: string }): Promise<void> {
    const held = await this.hold(tx, actor, caseId, seen);
    const allocation = one(held, allocationId);
    const old = allocation.dueAt.toISOString();
    allocation.changeDueTime(dueAt);
    await this.keep(tx, actor, held, allocation, 'due-changed', 'case.due-time-changed', why, { old, new: dueAt.toISOString() });
  }

  private async hold(tx: Transaction, actor: Actor, caseId: string, seen: string | undefined): Promise<HeldCase> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules.allocate);
    assertSeen(held, seen);
    return held;
  }

  private async add(tx: Transaction, actor: Actor, held: HeldCase, to: NewAllocation): Promise<void> {
    if (held.allocations.some(({ specialistId, isLive }) => isLive && specialistId === to.specialistId)) throw new AlreadyAllocated();
    const allocation = Object.assign(new Allocation(), { ...to, caseId: held.kase.id, allocatedBy: actor.id });
    held.allocations.push(allocation);
    await this.keep(tx, actor, held, allocation, 'allocated', 'case.allocated', to.note);
    await tx.record(new CaseAllocated(actor, this.of(held, allocation)));
  }

  private async takeBack(tx: Transaction, actor: Actor, held: HeldCase, allocationId: string, why = ''): Promise<void> {
    const allocation = one(held, allocationId);
    allocation.withdraw(why, new Date());
    await this.keep(tx, actor, held, allocation, 'withdrawn', 'case.withdrawn', why);
    await tx.record(new AllocationWithdrawn(actor, this.of(held, allocation)));
  }

  private async holdMine(tx: Transaction, actor: Actor, caseId: string): Promise<{ held: HeldCase; mine: Allocation }> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules.respond);
    held.kase.assertSubmitted();
    const mine = held.allocations.find(({ specialistId, isLive }) => specialistId === actor.id && isLive);
    if (!mine) throw new AllocationMoved();
    return { held, mine };
  }

  private async keep(tx: Transaction, actor: Actor, held: HeldCase, allocation: Allocation, what: HistoryEvent, action: string, why = '', values: { old?: string; new?: string } = {}): Promise<void> {
    const { kase, allocations, role } = held;
    const before = kase.state;
    const now = new Date();
    kase.follow(allocations, now);
    await tx.repository(Allocation).save(allocation);
    await tx.repository(Case).save(kase);
    await writeHistory(tx, { caseId: kase.id, at: now, actorId: actor.id, what, from: before, to: kase.state, aboutId: allocation.specialistId, specialty: allocation.specialty, why, ...values });
    tx.log({ who: actor, role, action, subject: subjectOf(kase) });
  }

  private of({ kase }: HeldCase, { id, specialistId }: Allocation) {
    return { caseId: kase.id, reference: kase.reference, allocationId: id, specialistId };
  }
}

/** @throws CaseNotFound when it is not one of this case */
function one({ allocations }: HeldCase, id: string): Allocation {
  const found = allocations.find((allocation) => allocation.id === id);
  if (!found) throw new CaseNotFound();
  return found;
}

/** @throws CaseIsClosed; CaseMoved when the page that carries the stamp no longer shows how it is */
function assertSeen({ kase, allocations }: HeldCase, seen: string | undefined): void {
  kase.assertSubmitted();
  if (seen && seen !== stampOf(allocations)) throw new CaseMoved();
}
