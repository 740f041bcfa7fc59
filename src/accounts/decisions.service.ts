import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { Dictionary } from '#libs/i18n/words';
import { AccountApproved, AccountRefused } from './account.events.js';
import { AddressTaken, AlreadyDecided } from './account.errors.js';
import { AccountRequests, type AccountRequest } from './account-requests.js';
import { accountPaths } from './accounts.paths.js';
import { createAccount } from './account.store.js';
import { Memberships } from './memberships.js';
import { Projects } from './projects.js';
import { changesInWords } from './rights-in-words.js';
import { NO_RIGHTS, type Rights } from './rights.js';
import { askForRolesOfTrust, oneAtATime } from './role-grants.js';
import { writeRights } from './rights.store.js';

/** An administrator's answer to a request for an account. Each answers with where to go next. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: AccountRequests,
    private readonly memberships: Memberships,
    private readonly projects: Projects,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** Makes the account with these rights, a role of trust once a second administrator has confirmed it. The link to activate it is made when the mail is written. */
  async approve(actor: Actor, requestId: string, wanted: Rights, once?: string): Promise<string> {
    const language = this.settings.DEFAULT_LANGUAGE;
    const choices = await this.memberships.choices(language, wanted.projects);
    const project = wanted.projects[0] ? await this.projects.byId(wanted.projects[0]) : undefined;
    return this.work.once(once, actor.id, async (tx) => {
      const { name, email, language: asked } = await this.decide(tx, requestId, actor, 'approved');
      const accountId = await createAccount(tx, { name, email, language: asked, timeZone: project?.timeZone ?? actor.timeZone });
      if (!accountId) throw new AddressTaken();
      await oneAtATime(tx);
      const { rights } = await askForRolesOfTrust(tx, actor, accountId, NO_RIGHTS, wanted);
      await writeRights(tx, accountId, rights);
      tx.log({ who: actor, role: 'administrator', action: 'account.approved', subject: { accountId, what: name } });
      for (const what of changesInWords(NO_RIGHTS, rights, choices, this.dictionary.in(language))) {
        tx.log({ who: actor, role: 'administrator', action: 'account.rights-changed', subject: { accountId, what } });
      }
      await tx.record(new AccountApproved(actor, { accountId }));
      return accountPaths.account(accountId, 'approved');
    });
  }

  /** Tells the person no, and why. */
  refuse(actor: Actor, requestId: string, reason: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const { name } = await this.decide(tx, requestId, actor, 'refused', reason);
      tx.log({ who: actor, role: 'administrator', action: 'account.refused', subject: { what: `${name}: ${reason}` } });
      await tx.record(new AccountRefused(actor, { requestId }));
      return accountPaths.accounts();
    });
  }

  /** @throws NotFound, AlreadyDecided */
  private async decide(tx: Transaction, id: string, actor: Actor, state: 'approved' | 'refused', reason: string | null = null) {
    const [request] = await tx.query<Pick<AccountRequest, 'name' | 'email' | 'language' | 'state'>>(
      `select name, email, language, state from account_requests where id = $1 for update`, [id]);
    if (!request) throw new NotFound();
    if (!this.requests.waiting.includes(request.state)) throw request.state === 'unconfirmed' ? new NotFound() : new AlreadyDecided();
    await tx.query(`update account_requests set state = $2, refusal_reason = $3, decided_by = $4, decided_at = now() where id = $1`, [id, state, reason, actor.id]);
    return request;
  }
}
