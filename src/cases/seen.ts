import type { Actor } from '#libs/authorization/actor';
import type { Transaction, UnitOfWork } from '#libs/database/unit-of-work';
import { Redraw } from '#libs/views/redraw';
import { caseRules, grantedAs, type CaseFacts, type CaseGrants } from './case.policy.js';
import { subjectOf } from './subject-of.js';

interface Seeing {
  readonly action?: string;
  readonly rule?: CaseGrants;
}

/**
 * Reads what a page shows of a case. It is on the access log before a byte of it leaves; what can't be read is not.
 * @param rule the one that lets the actor onto the page: the log names the role in which they saw it
 */
export function seen<Model>(work: UnitOfWork, actor: Actor, facts: CaseFacts, read: (tx: Transaction) => Promise<Model>, { action = 'case.viewed', rule = caseRules.see }: Seeing = {}): Promise<Model> {
  return work.read((tx) => {
    tx.log({ who: actor, role: grantedAs(rule, actor, facts), action, subject: subjectOf(facts) });
    return read(tx);
  });
}

/** The same for a page that is drawn once more, as a form on it could not be taken. @param view its template */
export async function seenAgain(work: UnitOfWork, actor: Actor, facts: CaseFacts, view: string, read: () => Promise<object>, seeing?: Seeing): Promise<Redraw> {
  return new Redraw(view, await seen(work, actor, facts, read, seeing));
}
