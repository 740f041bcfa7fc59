import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { PasswordChanged } from './account.events.js';
import { AccountLinks } from './account-links.js';
import { endSessionsOf, setPassword } from './account.store.js';
import { accountPaths } from './accounts.paths.js';
import type { MailChoice } from './mail-choices.js';
import { hashPassword, passwordMatches } from './passwords.js';
import type { PreferencesForm } from './profile.forms.js';
import { SignInThrottle } from './sign-in.throttle.js';

export interface OwnAccount {
  readonly passwordChangedAt: Date | null;
  readonly answersIn: readonly string[];
  readonly mails: MailChoice;
  /** Of a Medco: is told of new, refused and late cases, too. */
  readonly followsMissions: boolean;
}

/** What people do with their own account. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: SignInThrottle,
    private readonly links: AccountLinks,
  ) {}

  read({ id }: Actor): Promise<OwnAccount> {
    return this.work.run(async (tx) => {
      const [own] = await tx.query<OwnAccount>(`select password_changed_at as "passwordChangedAt", answers_in as "answersIn", mails, follows_missions as "followsMissions" from accounts where id = $1`, [id]);
      return own!;
    });
  }

  save(actor: Actor, { language, zone, answersIn, mails, followsMissions }: PreferencesForm, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      await tx.query(`update accounts set language = $2, time_zone = $3, answers_in = $4, mails = $5, follows_missions = $6 where id = $1`, [actor.id, language, zone, answersIn, mails, followsMissions === 'yes']);
      tx.log({ who: actor, action: 'account.preferences-changed', subject: { accountId: actor.id, what: [language, zone, ...answersIn, mails, ...(followsMissions ? ['missions'] : [])].join(', ') } });
      return accountPaths.profile('saved');
    });
  }

  /**
   * Changes the password and ends every session, that of the caller included, who is to begin a new one.
   * @param current the present password; null for somebody who has none, and has proved who they are
   * @returns false when the present password is not right
   * @throws TooOften
   */
  async changePassword(actor: Actor, current: string | null, password: string): Promise<boolean> {
    const attempt = await this.throttle.admit(actor.email, { who: actor, action: 'account.proof-throttled', subject: { accountId: actor.id } });
    const hash = await hashPassword(password);
    const isRight = await this.work.run(async (tx) => {
      const [account] = await tx.query<{ password_hash: string | null }>(`select password_hash from accounts where id = $1 for update`, [actor.id]);
      const isRight = current === null ? account?.password_hash === null : await passwordMatches(account?.password_hash, current);
      tx.log({ who: actor, action: 'account.password-changed', subject: { accountId: actor.id }, outcome: isRight ? 'done' : 'refused' });
      if (!isRight) return false;
      await setPassword(tx, actor.id, hash);
      await endSessionsOf(tx, actor.id);
      await this.links.endAll(tx, actor.id);
      await tx.record(new PasswordChanged(actor, { accountId: actor.id }));
      return true;
    });
    if (isRight) await attempt.succeeded();
    return isRight;
  }

  /** Ends every session, on whatever device. */
  async signOutEverywhere(actor: Actor): Promise<void> {
    await this.work.run(async (tx) => {
      await endSessionsOf(tx, actor.id);
      tx.log({ who: actor, action: 'account.signed-out-everywhere', subject: { accountId: actor.id } });
    });
  }
}
