import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '#config/settings';
import { hasRole, type Actor, type Role } from '#libs/authorization/actor';
import type { Sql } from '#libs/database/side-by-side';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { Dictionary } from '#libs/i18n/words';
import { Badge, type BadgeCounter } from '../ui/furniture.js';
import { RightsChanged } from './account.events.js';
import { GrantDecided, NotOwnRights, SecondAdministratorNeeded } from './account.errors.js';
import { accountPaths } from './accounts.paths.js';
import { oneAtATime } from './role-grants.js';

/** A role that waits for a second administrator. */
export interface RoleGrant {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly role: Role;
  readonly askedById: string;
  readonly askedBy: string;
  readonly askedAt: Date;
}

/** The second administrator's word on a role. Each answers with where to go next. */
@Injectable()
@Badge('accounts')
export class RoleGrants implements BadgeCounter {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** Those that wait, the longest first. @param accountId of one account only */
  open(accountId: string | null = null): Promise<RoleGrant[]> {
    return this.dataSource.query(`${GRANT} where g.state = 'open' and ($1::uuid is null or g.account_id = $1) order by g.asked_at`, [accountId]);
  }

  /** Those that this administrator could confirm. */
  counting(actor: Actor): Sql | null {
    if (!hasRole(actor, 'administrator')) return null;
    return { sql: `select count(*)::int from role_grants where state = 'open' and asked_by <> $1::uuid and account_id <> $1::uuid`, values: [actor.id] };
  }

  /** @throws SecondAdministratorNeeded for whoever asked for it, NotOwnRights, GrantDecided, NotFound */
  confirm(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const { accountId, role } = await decide(tx, actor, id, 'confirmed');
      await tx.query(`insert into account_roles (account_id, role) values ($1, $2) on conflict do nothing`, [accountId, role]);
      const words = this.dictionary.in(this.settings.DEFAULT_LANGUAGE);
      const what = words('accounts:rights.change', { before: words('accounts:rights.none'), after: words(`ui:roles.${role}`) });
      tx.log({ who: actor, role: 'administrator', action: 'account.rights-changed', subject: { accountId, what } });
      await tx.record(new RightsChanged(actor, { accountId }));
      return accountPaths.accounts({ done: 'role-confirmed' });
    });
  }

  /** Says no, or takes back what one had asked for oneself. @throws NotOwnRights, GrantDecided, NotFound */
  decline(actor: Actor, id: string, once?: string): Promise<string> {
    return this.work.once(once, actor.id, async (tx) => {
      const { accountId, role } = await decide(tx, actor, id, 'declined');
      tx.log({ who: actor, role: 'administrator', action: 'account.role-declined', subject: { accountId, what: role } });
      return accountPaths.accounts({ done: 'role-declined' });
    });
  }
}

async function decide(tx: Transaction, actor: Actor, id: string, state: 'confirmed' | 'declined'): Promise<RoleGrant> {
  await oneAtATime(tx);
  const [grant] = await tx.query<RoleGrant & { state: string }>(`${GRANT} where g.id = $1 for update of g`, [id]);
  if (!grant) throw new NotFound();
  if (grant.accountId === actor.id) throw new NotOwnRights();
  if (grant.state !== 'open') throw new GrantDecided();
  if (state === 'confirmed' && grant.askedById === actor.id) throw new SecondAdministratorNeeded();
  await tx.query(`update role_grants set state = $2, decided_by = $3, decided_at = now() where id = $1`, [id, state, actor.id]);
  return grant;
}

const GRANT = `
  select g.id, g.account_id as "accountId", a.name, g.role, g.asked_by as "askedById", b.name as "askedBy", g.asked_at as "askedAt", g.state
  from role_grants g join accounts a on a.id = g.account_id join accounts b on b.id = g.asked_by`;
