import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Language } from '#config/languages';
import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import { Dictionary } from '#libs/i18n/words';
import { AccountNote, type AccountNoteSource } from '../accounts/index.js';
import { AllocationsService } from './allocations.service.js';
import { CaseMoved } from './case.errors.js';
import type { AllocationState } from './case.state.js';
import { casePaths } from './cases.paths.js';

/** A case that a specialist has not answered yet; nothing of what is in it. */
export interface OpenAllocation {
  readonly caseId: string;
  readonly reference: string;
  readonly isTraining: boolean;
  readonly specialty: string;
  readonly state: AllocationState;
  readonly dueAt: Date;
}

/** What is open with a specialist who goes away: kept, or sent back to the coordinators. */
@Injectable()
@AccountNote('absence')
export class AbsenceWork implements AccountNoteSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly allocations: AllocationsService,
    private readonly dictionary: Dictionary,
  ) {}

  /** Those that could go to somebody else, the one that is due first at the head. */
  of(accountId: string): Promise<OpenAllocation[]> {
    return this.dataSource.query(
      `select a.case_id as "caseId", c.reference, c.kind = 'training' as "isTraining", a.specialty, a.state, a.due_at as "dueAt" from case_allocations a join cases c on c.id = a.case_id
       where a.specialist_id = $1 and a.state in ('allocated', 'accepted', 'asked') and a.answered_at is null and c.state not in ('closed', 'posted-in-error')
       order by a.due_at, c.reference`, [accountId]);
  }

  async note(accountId: string, language: Language) {
    const open = await this.of(accountId);
    if (open.length === 0) return null;
    const words = this.dictionary.in(language);
    return { heading: words('cases:away.title'), text: words('cases:away.count', { count: open.length }), href: casePaths.absenceWork(), link: words('cases:away.go') };
  }

  /** All of them or none. @throws CaseMoved when one is no longer with this specialist, AllocationMoved */
  async sendBack(tx: Transaction, actor: Actor, references: readonly string[], reason: string): Promise<void> {
    for (const reference of [...new Set(references)].sort()) {
      const [kase] = await tx.query<{ id: string }>(
        `select c.id from cases c where reference = $1 and exists (select from case_allocations where case_id = c.id and specialist_id = $2)`, [reference, actor.id]);
      if (!kase) throw new CaseMoved();
      await this.allocations.sendBack(tx, actor, kase.id, reason);
    }
  }
}
