import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Language } from '#config/languages';
import type { Origin, Role } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { AccountRequested } from './account.events.js';
import { networkOf } from './network.js';
import type { RequestAccountForm } from './request-account.form.js';
import { Throttle } from './throttle.js';

/** What somebody asked for, and what became of it. */
export interface AccountRequest {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly projectId: string | null;
  readonly missionId: string | null;
  readonly specialty: string | null;
  readonly why: string;
  readonly language: Language;
  readonly state: 'open' | 'approved' | 'refused';
  readonly refusalReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
}

/** Requests for an account: opened by anybody, decided by administrators. */
@Injectable()
export class AccountRequests {
  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: Throttle,
  ) {}

  /**
   * Keeps the request. An address that has an account in use, or asked already, gets nothing more; the sender is not told.
   * @throws TooOften
   */
  async open(form: RequestAccountForm, from: Origin): Promise<void> {
    await this.throttle.count([['request-address', networkOf(from.address)], ['request-site', 'all']]);
    await this.work.run(async (tx) => {
      tx.log({ who: { id: null, name: '', from }, action: 'account.requested' });
      const requestId = await keep(tx, form);
      if (requestId) await tx.record(new AccountRequested(null, { requestId }));
    });
  }

  /** @throws NotFound */
  find(id: string): Promise<AccountRequest> {
    return this.work.run(async (tx) => {
      const [request] = await tx.query<AccountRequest>(`${SELECT} where r.id = $1`, [id]);
      if (!request) throw new NotFound();
      return request;
    });
  }
}

async function keep(tx: Transaction, { name, email, role, project, mission, specialty, why, language }: RequestAccountForm): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `insert into account_requests (id, name, email, role, project_id, mission_id, specialty, reason, language, state)
     select $1, $2, $3::text, $4, $5, $6, $7, $8, $9, 'open'
     where not exists (select from accounts where email = $3 and state <> 'disabled')
     on conflict (email) where state = 'open' do nothing returning id`,
    [randomUUID(), name, email, role, project ?? null, mission ?? null, specialty ?? null, why, language],
  );
  return row?.id;
}

const SELECT = `
  select r.id, r.name, r.email, r.role, r.project_id as "projectId", r.mission_id as "missionId", r.specialty, r.reason as why,
    r.language, r.state, r.refusal_reason as "refusalReason", d.name as "decidedBy", r.decided_at as "decidedAt", r.created_at as "createdAt"
  from account_requests r left join accounts d on d.id = r.decided_by`;
