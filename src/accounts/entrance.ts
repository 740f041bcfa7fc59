import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Settings } from '#config/settings';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { beginHalfSession, beginSession } from '#libs/sessions/sign-in-session';
import { originOf } from './recognise-the-person.js';
import { SecondFactors } from './second-factors.js';
import { rememberPlace } from './sign-in-places.js';

/** The way in for whoever has shown a password: a second step where the account has one, then a session. */
@Injectable()
export class Entrance {
  constructor(
    private readonly work: UnitOfWork,
    private readonly factors: SecondFactors,
    private readonly settings: Settings,
  ) {}

  /** @returns false when the second step is still to come */
  async afterPassword(request: Request, accountId: string): Promise<boolean> {
    const from = originOf(request);
    const hasSecondStep = await this.work.read(async (tx) => {
      if (!(await this.factors.has(tx, accountId))) return false;
      const [account] = await tx.query<{ name: string }>(`select name from accounts where id = $1`, [accountId]);
      tx.log({ who: { id: accountId, name: account!.name, from }, action: 'account.password-accepted', subject: { accountId } });
      return true;
    });
    if (hasSecondStep) await beginHalfSession(request, accountId);
    else await this.letIn(request, accountId);
    return !hasSecondStep;
  }

  /** Begins the session. Who has no second step, and may not do without, sets it up before anything else. */
  async letIn(request: Request, accountId: string): Promise<void> {
    const from = originOf(request);
    const mustEnrol = await this.work.run(async (tx) => {
      const [account] = await tx.query<{ name: string; roles: string[] }>(
        `select name, array(select role from account_roles where account_id = a.id) as roles from accounts a where id = $1`, [accountId]);
      const { name, roles } = account!;
      tx.log({ who: { id: accountId, name, from }, action: 'account.signed-in', subject: { accountId } });
      await rememberPlace(tx, accountId, from);
      return this.isRequired(roles) && !(await this.factors.has(tx, accountId));
    });
    await beginSession(request, accountId, mustEnrol);
  }

  /** Whether somebody with these roles may not do without a second step. */
  isRequired(roles: readonly string[]): boolean {
    return roles.some((role) => this.settings.secondFactorRoles.includes(role));
  }
}
