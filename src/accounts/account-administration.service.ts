import { Injectable } from '@nestjs/common';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { Dictionary } from '#libs/i18n/words';
import { ActivationRequested, IdentityUntied, RightsChanged } from './account.events.js';
import { NotOwnRights } from './account.errors.js';
import { AccountLinks } from './account-links.js';
import { endSessionsOf } from './account.store.js';
import { accountPaths } from './accounts.paths.js';
import { Memberships } from './memberships.js';
import { changesInWords } from './rights-in-words.js';
import type { Rights } from './rights.js';
import { askForRolesOfTrust, assertAnotherAdministrator, dropGrants, oneAtATime } from './role-grants.js';
import { readRights, writeRights } from './rights.store.js';

interface Account {
  readonly id: string;
  readonly name: string;
  readonly state: 'approved' | 'active' | 'disabled';
}

/** What administrators do with accounts. Each answers with where to go next. */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly memberships: Memberships,
    private readonly links: AccountLinks,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** Gives the account these rights and no others; old and new go on the access log. A role of trust waits for a second administrator. @throws NotOwnRights, LastAdministrator */
  async changeRights(actor: Actor, id: string, wanted: Rights, once?: string): Promise<string> {
    const language = this.settings.DEFAULT_LANGUAGE;
    const { projects } = await this.work.read((tx) => readRights(tx, id));
    const choices = await this.memberships.choices(language, projects);
    return this.work.once(once, actor.id, async (tx) => {
      await oneAtATime(tx);
      await lock(tx, actor, id);
      const before = await readRights(tx, id);
      const { rights, waiting } = await askForRolesOfTrust(tx, actor, id, before, wanted);
      if (before.roles.includes('administrator') && !rights.roles.includes('administrator')) await assertAnotherAdministrator(tx, id);
      const changes = changesInWords(before, rights, choices, this.dictionary.in(language));
      await writeRights(tx, id, rights);
      for (const what of changes) tx.log({ who: actor, role: 'administrator', action: 'account.rights-changed', subject: { accountId: id, what } });
      if (changes.length) await tx.record(new RightsChanged(actor, { accountId: id }));
      return accountPaths.account(id, waiting.length ? 'role-asked' : 'rights-changed');
    });
  }

  /** Lets nobody in with this account any more, from the next request on. Its rights stay, for when it is enabled. @throws NotOwnRights, LastAdministrator */
  disable(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      await oneAtATime(tx);
      const { name } = await lock(tx, actor, id);
      await assertAnotherAdministrator(tx, id);
      await dropGrants(tx, actor, id);
      await tx.query(`update accounts set state = 'disabled' where id = $1`, [id]);
      await endSessionsOf(tx, id);
      await this.links.endAll(tx, id);
      tx.log({ who: actor, role: 'administrator', action: 'account.disabled', subject: { accountId: id, what: name } });
      return accountPaths.account(id, 'disabled');
    });
  }

  /** @throws NotOwnRights */
  enable(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const { name, state } = await lock(tx, actor, id);
      if (state === 'disabled') {
        await tx.query(`update accounts set state = case when password_hash is null then 'approved' else 'active' end where id = $1`, [id]);
        tx.log({ who: actor, role: 'administrator', action: 'account.enabled', subject: { accountId: id, what: name } });
      }
      return accountPaths.account(id, 'enabled');
    });
  }

  /** Signs the person out on whatever device; they can sign in again. @throws NotOwnRights */
  endSessions(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const { name } = await lock(tx, actor, id);
      await endSessionsOf(tx, id);
      tx.log({ who: actor, role: 'administrator', action: 'account.sessions-ended', subject: { accountId: id, what: name } });
      return accountPaths.account(id, 'sessions-ended');
    });
  }

  /** Lets nobody in any more who signs in at the hospital as this person, until their address ties the two again; signs them out everywhere. @throws NotOwnRights */
  untie(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const { name } = await lock(tx, actor, id);
      const untied = await tx.query<{ issuer: string }>(`with untied as (delete from account_identities where account_id = $1 returning issuer) select issuer from untied order by issuer`, [id]);
      if (untied.length === 0) return accountPaths.account(id);
      await endSessionsOf(tx, id);
      tx.log({ who: actor, role: 'administrator', action: 'account.identity-untied', subject: { accountId: id, what: `${name}: ${untied.map(({ issuer }) => issuer).join(', ')}` } });
      await tx.record(new IdentityUntied(actor, { accountId: id }));
      return accountPaths.account(id, 'untied');
    });
  }

  /** Sends the activation link again, to an account that was never activated. */
  sendActivation(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const { name, state } = await lock(tx, actor, id);
      if (state !== 'approved') return accountPaths.account(id);
      tx.log({ who: actor, role: 'administrator', action: 'account.activation-sent', subject: { accountId: id, what: name } });
      await tx.record(new ActivationRequested(actor, { accountId: id }));
      return accountPaths.account(id, 'activation-sent');
    });
  }
}

/** @throws NotFound, NotOwnRights */
async function lock(tx: Transaction, actor: Actor, id: string): Promise<Account> {
  if (actor.id === id) throw new NotOwnRights();
  const [account] = await tx.query<Account>(`select id, name, state from accounts where id = $1 for update`, [id]);
  if (!account) throw new NotFound();
  return account;
}
