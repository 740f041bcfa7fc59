import { Injectable } from '@nestjs/common';
import type { Language } from '#config/languages';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { Dictionary } from '#libs/i18n/words';
import { AccountNote, type AccountNoteSource } from './account-note.decorator.js';
import { NotOwnRights } from './account.errors.js';
import { SecondStepReset } from './account.events.js';
import { endSessionsOf } from './account.store.js';
import { accountPaths } from './accounts.paths.js';
import { SecondFactors } from './second-factors.js';

/** Takes somebody's second step away without knowing anything of it; they are told, and it is on the access log. */
@Injectable()
@AccountNote('account')
export class FactorReset implements AccountNoteSource {
  constructor(
    private readonly work: UnitOfWork,
    private readonly factors: SecondFactors,
    private readonly dictionary: Dictionary,
  ) {}

  async note(accountId: string, language: Language) {
    if (!(await this.work.read((tx) => this.factors.has(tx, accountId)))) return null;
    const words = this.dictionary.in(language);
    const [heading, text, link] = [words('accounts:second-step.title'), words('accounts:reset.note'), words('accounts:reset.button')];
    return { heading, text, link, href: accountPaths.factorReset(accountId) };
  }

  /** Whose it is, and whether there is anything to take away. @throws NotFound, NotOwnRights */
  about(actor: Actor, id: string) {
    return this.work.read(async (tx) => ({ name: await nameOf(tx, actor, id), hasSecondStep: await this.factors.has(tx, id), account: accountPaths.account(id), action: accountPaths.factorReset(id) }));
  }

  /** Signs the person out everywhere, too. @throws NotFound, NotOwnRights */
  reset(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const name = await nameOf(tx, actor, id);
      if (!(await this.factors.has(tx, id))) return accountPaths.account(id);
      await this.factors.remove(tx, id);
      await endSessionsOf(tx, id);
      tx.log({ who: actor, role: 'administrator', action: 'account.second-step-reset', subject: { accountId: id, what: name } });
      await tx.record(new SecondStepReset(actor, { accountId: id }));
      return accountPaths.account(id, 'factors-reset');
    });
  }
}

async function nameOf(tx: Transaction, actor: Actor, id: string): Promise<string> {
  if (actor.id === id) throw new NotOwnRights();
  const [account] = await tx.query<{ name: string }>(`select name from accounts where id = $1`, [id]);
  if (!account) throw new NotFound();
  return account.name;
}
