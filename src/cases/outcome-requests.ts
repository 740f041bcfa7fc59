import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import type { Case } from './case.entity.js';
import type { Allocation } from './allocation.entity.js';
import { CaseMoved } from './case.errors.js';
import { OutcomeDue } from './case.events.js';
import { writeHistory } from './case.history.js';

/** Days from the closing of a case until the project is asked what became of the patient. */
export const DAYS_TO_OUTCOME = 21;

/** What is due and not settled, as a condition on `outcome_requests`. */
export const OUTCOME_IS_DUE = `closed_at <= now() - interval '${DAYS_TO_OUTCOME} days' and settled_at is null`;

/**
 * Which rows of `outcome_requests` are due and not settled.
 * @param projects whose cases: an expression, such as `any($2::uuid[])`
 */
export const outcomesDue = (projects: string): string => `project_id = ${projects} and ${OUTCOME_IS_DUE}`;

/** That an outcome is asked for, as a condition on `cases c`. */
export const outcomeIsDue = (projects: string): string => `c.id in (select case_id from outcome_requests where ${outcomesDue(projects)})`;

/** What a closed case still owes: the outcome of the advice that was given, asked for once. */
@Injectable()
export class OutcomeRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
  ) {}

  /** Of a case that closes now. Nothing is asked of exercises, of cases without an answer, and of patients who have died. */
  async open(tx: Transaction, { id, projectId, kind, closing, closedAt }: Case, allocations: readonly Allocation[]): Promise<void> {
    const isAnswered = allocations.some(({ answeredAt }) => answeredAt !== null);
    const hasDied = closing !== null && 'condition' in closing && closing.condition === 'died';
    if (kind === 'training' || !isAnswered || hasDied) return;
    await tx.query(`insert into outcome_requests (case_id, project_id, closed_at) values ($1, $2, $3)`, [id, projectId, closedAt]);
  }

  /** Whether an outcome is still owed. */
  async isOwed(caseId: string): Promise<boolean> {
    return (await this.dataSource.query<unknown[]>(`select from outcome_requests where case_id = $1 and settled_at is null`, [caseId])).length > 0;
  }

  /** The outcome was told, early or late, and as often as there is something to tell. */
  async told(tx: Transaction, actor: Actor, caseId: string): Promise<void> {
    await this.settle(tx, actor, caseId, '');
    await writeHistory(tx, { caseId, at: new Date(), actorId: actor.id, what: 'outcome-reported' });
  }

  /** It can't be told, for this reason. @throws CaseMoved when nothing is owed any more */
  async skip(tx: Transaction, actor: Actor, caseId: string, because: string): Promise<void> {
    if (!(await this.settle(tx, actor, caseId, because))) throw new CaseMoved();
    await writeHistory(tx, { caseId, at: new Date(), actorId: actor.id, what: 'outcome-skipped', why: because });
  }

  /** Announces every request that has become due, each once. */
  async announce(): Promise<void> {
    for (let more = true; more; ) more = await this.work.run((tx) => this.announceSome(tx));
  }

  private async announceSome(tx: Transaction): Promise<boolean> {
    const [due] = await tx.query<{ found: { caseId: string; reference: string; projectId: string }[] }>(
      `with due as (
         update outcome_requests set asked_at = now() where case_id in (
           select case_id from outcome_requests where ${OUTCOME_IS_DUE} and asked_at is null
           order by closed_at limit 100 for update skip locked) returning case_id, project_id
       ) select coalesce(json_agg(json_build_object('caseId', c.id, 'reference', c.reference, 'projectId', due.project_id)), '[]'::json) as found from due join cases c on c.id = due.case_id`);
    for (const one of due!.found) await tx.record(new OutcomeDue(null, one));
    return due!.found.length > 0;
  }

  private async settle(tx: Transaction, { id }: Actor, caseId: string, because: string): Promise<boolean> {
    const [row] = await tx.query<{ settled: number }>(
      `with settled as (update outcome_requests set settled_at = now(), settled_by = $2, skipped_because = $3 where case_id = $1 and settled_at is null returning 1) select count(*)::int as settled from settled`,
      [caseId, id, because || null]);
    return row!.settled > 0;
  }
}
