import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import type { DomainEvent } from '#libs/events/domain-event';
import { Services } from '../specialties/index.js';
import { Allocation } from './allocation.entity.js';
import { Case } from './case.entity.js';
import { CaseMoved } from './case.errors.js';
import { CaseAnswered, InformationRequested, ProjectReplied } from './case.events.js';
import { CaseGate, type HeldCase } from './case.gate.js';
import { writeHistory, type HistoryEvent } from './case.history.js';
import { caseRules } from './case.policy.js';

/** Passes the turn between the project and the specialists: what a message means for the case. */
@Injectable()
export class CaseTurns {
  constructor(
    private readonly gate: CaseGate,
    private readonly services: Services,
  ) {}

  /** A specialist needs to know more. @throws CaseMoved when it isn't their turn any more */
  ask(tx: Transaction, actor: Actor, caseId: string): Promise<HeldCase> {
    return this.move(tx, actor, caseId, 'asked', (mine, now) => mine.ask(now), (of, mine) => new InformationRequested(actor, { ...of, ...mine }));
  }

  /** A specialist answers, or answers once more. */
  answer(tx: Transaction, actor: Actor, caseId: string): Promise<HeldCase> {
    return this.move(tx, actor, caseId, 'answered', (mine, now) => mine.answer(now), (of, mine) => new CaseAnswered(actor, { ...of, ...mine }));
  }

  /** A specialist puts an answer right: told as an answer is, but the turn stays where it is. @throws CaseMoved when the case is not theirs any more */
  async correct(tx: Transaction, actor: Actor, caseId: string): Promise<HeldCase> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules['ask-and-answer']);
    const mine = liveOf(held, actor);
    held.kase.noteActivity(new Date());
    await tx.repository(Case).save(held.kase);
    await tx.record(new CaseAnswered(actor, { caseId, reference: held.kase.reference, allocationId: mine.id, specialistId: actor.id }));
    return held;
  }

  /** Somebody comments: the turn stays where it is, but the case has moved in the lists. */
  async comment(tx: Transaction, actor: Actor, caseId: string): Promise<HeldCase> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules.write);
    held.kase.noteActivity(new Date());
    await tx.repository(Case).save(held.kase);
    return held;
  }

  /** The project replies to everybody who asked. @throws CaseMoved when nobody waits for a reply */
  reply(tx: Transaction, actor: Actor, caseId: string): Promise<HeldCase> {
    return this.handBack(tx, actor, caseId, 'asked');
  }

  /** The project asks on after an answer. @throws CaseMoved when nobody has answered */
  askOn(tx: Transaction, actor: Actor, caseId: string): Promise<HeldCase> {
    return this.handBack(tx, actor, caseId, 'answered');
  }

  private async move(
    tx: Transaction, actor: Actor, caseId: string, what: HistoryEvent,
    change: (mine: Allocation, now: Date) => void,
    announce: (of: { caseId: string; reference: string }, mine: { allocationId: string; specialistId: string }) => DomainEvent,
  ): Promise<HeldCase> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules['ask-and-answer']);
    held.kase.assertSubmitted();
    const mine = liveOf(held, actor);
    const now = new Date();
    change(mine, now);
    await this.keep(tx, actor, held, [mine], what, now);
    await tx.record(announce({ caseId, reference: held.kase.reference }, { allocationId: mine.id, specialistId: actor.id }));
    return held;
  }

  private async handBack(tx: Transaction, actor: Actor, caseId: string, from: 'asked' | 'answered'): Promise<HeldCase> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules['report-outcome']);
    held.kase.assertSubmitted();
    const waiting = held.allocations.filter(({ state }) => state === from);
    if (waiting.length === 0) throw new CaseMoved();
    const now = new Date();
    for (const allocation of waiting) allocation.takeUpAgain(now, await this.services.dueAt(allocation.specialty, now, tx.manager));
    await this.keep(tx, actor, held, waiting, 'replied', now);
    await tx.record(new ProjectReplied(actor, { caseId, reference: held.kase.reference, specialistIds: waiting.map(({ specialistId }) => specialistId) }));
    return held;
  }

  private async keep(tx: Transaction, actor: Actor, { kase, allocations }: HeldCase, changed: Allocation[], what: HistoryEvent, now: Date): Promise<void> {
    const before = kase.state;
    kase.follow(allocations, now);
    await tx.repository(Allocation).save(changed);
    await tx.repository(Case).save(kase);
    const [first] = changed;
    await writeHistory(tx, { caseId: kase.id, at: now, actorId: actor.id, what, from: before, to: kase.state, aboutId: first!.specialistId, specialty: first!.specialty });
  }
}

/** @throws CaseMoved */
function liveOf({ allocations }: HeldCase, actor: Actor): Allocation {
  const mine = allocations.find(({ specialistId, isLive }) => specialistId === actor.id && isLive);
  if (!mine) throw new CaseMoved();
  return mine;
}
