import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { Case } from './case.entity.js';
import { CaseMoved, NoMedcoToTell } from './case.errors.js';
import { CaseClosed, CaseContinued, MedcoNotified } from './case.events.js';
import { CaseGate, type HeldCase } from './case.gate.js';
import { writeHistory } from './case.history.js';
import { caseRules } from './case.policy.js';
import type { Closing } from './closing.js';
import { DraftsService } from './drafts.service.js';
import { hasMedcoToTell } from './has-medco-to-tell.js';
import { OutcomeRequests } from './outcome-requests.js';
import { subjectOf } from './subject-of.js';

/** The verbs of a submitted case as a whole. Each holds the case, asks the policy, changes it, and records what happened. */
@Injectable()
export class CasesService {
  constructor(
    private readonly gate: CaseGate,
    private readonly drafts: DraftsService,
    private readonly outcomes: OutcomeRequests,
  ) {}

  async close(tx: Transaction, actor: Actor, caseId: string, closing: Closing): Promise<HeldCase> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules.close);
    const { kase, allocations, role } = held;
    const before = kase.state;
    const now = new Date();
    kase.close(actor.id, closing, now);
    await tx.repository(Case).save(kase);
    await this.outcomes.open(tx, kase, allocations);
    await writeHistory(tx, { caseId, at: now, actorId: actor.id, what: 'closed', from: before, to: 'closed', why: 'skippedBecause' in closing ? closing.skippedBecause : '' });
    const specialistIds = allocations.filter(({ isLive }) => isLive).map(({ specialistId }) => specialistId);
    await tx.record(new CaseClosed(actor, { caseId, reference: kase.reference, closedByProject: role === 'project-staff', specialistIds }));
    this.log(tx, actor, held, 'case.closed');
    return held;
  }

  /** A new draft with the same patient, linked both ways; the PDF of the old case follows by itself. Asked twice, it is one draft. */
  async continue(tx: Transaction, actor: Actor, caseId: string): Promise<string> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules.continue);
    if (!held.kase.isClosed) throw new CaseMoved();
    const [existing] = await tx.query<{ reference: string; author_id: string; state: string }>(`select reference, author_id, state from cases where continues_id = $1 and state <> 'posted-in-error'`, [caseId]);
    if (existing && (existing.state !== 'draft' || existing.author_id === actor.id)) return existing.reference;
    if (existing) throw new CaseMoved();

    const { form, projectId, patientId, kind, specialty, language } = held.kase;
    const typed = { project: projectId, kind, patient: patientId ?? '', specialty: specialty ?? '', language, urgency: 'routine', means: form.means ?? '', sections: form.sections ?? [] };
    const draft = await this.drafts.start(tx, actor, typed, [], { continuesId: caseId });
    await writeHistory(tx, { caseId: draft.id, at: new Date(), actorId: actor.id, what: 'continues', to: 'draft', why: held.kase.reference });
    await writeHistory(tx, { caseId, at: new Date(), actorId: actor.id, what: 'continued', new: draft.reference });
    await tx.record(new CaseContinued(actor, { caseId: draft.id, reference: draft.reference, previousCaseId: caseId, previousReference: held.kase.reference }));
    this.log(tx, actor, held, 'case.continued');
    return draft.reference;
  }

  /** Tells the project's Medcos of this case, once. @returns false when they had been told before @throws NoMedcoToTell, and then they can be told later */
  async notifyMedco(tx: Transaction, actor: Actor, caseId: string): Promise<boolean> {
    const held = await this.gate.hold(tx, actor, caseId, caseRules['notify-medco']);
    held.kase.assertSubmitted();
    const told = await tx.query(`select from case_history where case_id = $1 and what = 'medco-notified' limit 1`, [caseId]);
    if (told.length > 0) return false;
    if (!(await hasMedcoToTell(tx, held.facts.missionId, actor.id))) throw new NoMedcoToTell();
    await writeHistory(tx, { caseId, at: new Date(), actorId: actor.id, what: 'medco-notified' });
    await tx.record(new MedcoNotified(actor, { caseId, reference: held.kase.reference, missionId: held.facts.missionId }));
    this.log(tx, actor, held, 'case.medco-notified');
    return true;
  }

  private log(tx: Transaction, actor: Actor, { kase, role }: HeldCase, action: string): void {
    tx.log({ who: actor, role, action, subject: subjectOf(kase) });
  }
}
