import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor, Role } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { Case } from './case.entity.js';
import { CaseMoved } from './case.errors.js';
import { CaseHandedOver } from './case.events.js';
import { CaseGate } from './case.gate.js';
import { writeHistory } from './case.history.js';
import { caseRules } from './case.policy.js';
import { Colleagues } from './colleagues.js';
import { subjectOf } from './subject-of.js';

/** A case or draft that somebody answers for in their project; nothing of what is in it. */
export interface WorkLeft {
  readonly reference: string;
  readonly projectId: string;
  readonly project: string;
  readonly isDraft: boolean;
  readonly isTraining: boolean;
}

/** Who answers for a case passes to a colleague: a draft with all that is in it, an open case with its mails. */
@Injectable()
export class HandOvers {
  constructor(
    private readonly gate: CaseGate,
    private readonly colleagues: Colleagues,
    private readonly dataSource: DataSource,
  ) {}

  /** Drafts and open cases of a person, in every project, whether they are still a member or not. */
  workOf(accountId: string): Promise<WorkLeft[]> {
    return this.dataSource.query(
      `select c.reference, c.project_id as "projectId", p.name as project, c.state = 'draft' as "isDraft", c.kind = 'training' as "isTraining" from cases c join projects p on p.id = c.project_id
       where c.author_id = $1 and c.state not in ('closed', 'posted-in-error') order by p.name, c.state = 'draft', c.reference`, [accountId]);
  }

  /** From within the project. @throws CaseIsClosed; CaseMoved when that person can't take it over, or has it */
  async give(tx: Transaction, actor: Actor, caseId: string, toId: string): Promise<void> {
    const { kase, role } = await this.gate.hold(tx, actor, caseId, caseRules['hand-over']);
    await this.pass(tx, actor, role, kase, toId);
  }

  /**
   * By an administrator, who sees the references and nothing else.
   * @throws CaseMoved when one of them is no longer that person's, or can't go to the other: then none is handed over
   */
  async giveFor(tx: Transaction, actor: Actor, fromId: string, references: readonly string[], toId: string): Promise<void> {
    for (const reference of [...references].sort()) {
      const kase = await tx.repository(Case).findOne({ where: { reference, authorId: fromId }, lock: { mode: 'pessimistic_write' } });
      if (!kase) throw new CaseMoved();
      await this.pass(tx, actor, 'administrator', kase, toId);
    }
  }

  private async pass(tx: Transaction, actor: Actor, role: Role, kase: Case, toId: string): Promise<void> {
    const { id: caseId, reference, projectId, authorId: fromId } = kase;
    const [to] = (await this.colleagues.of(tx, projectId)).filter(({ id }) => id === toId && id !== fromId);
    if (!to) throw new CaseMoved();
    const now = new Date();
    kase.handTo(toId, now);
    await tx.repository(Case).save(kase);
    const from = await this.colleagues.nameOf(tx, fromId);
    await writeHistory(tx, { caseId, at: now, actorId: actor.id, what: 'handed-over', aboutId: toId, old: from, new: to.name });
    await tx.record(new CaseHandedOver(actor, { caseId, reference, fromId, toId }));
    tx.log({ who: actor, role, action: 'case.handed-over', subject: subjectOf(kase, { accountId: toId, what: `${from} → ${to.name}` }) });
  }
}
