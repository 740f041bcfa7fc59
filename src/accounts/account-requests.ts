import { Injectable } from '@nestjs/common';
import type { Language } from '#config/languages';
import { Settings } from '#config/settings';
import type { Origin, Role } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import { addJob } from '#libs/jobs/add-job';
import type { RequestState } from './account-request.store.js';
import { KEEP_REQUEST, type RequestToKeep } from './jobs/account-request-to-keep.js';
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
  readonly state: RequestState;
  readonly refusalReason: string | null;
  /** Whose account, disabled by now, the address has: approving gives that account back. */
  readonly formerOwner: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
}

/** Requests for an account: opened by anybody, decided by administrators. */
@Injectable()
export class AccountRequests {
  /** Those that wait for an administrator. Where there is no mail server nobody can confirm an address, so they see to it themselves. */
  readonly waiting: readonly RequestState[];

  constructor(
    private readonly work: UnitOfWork,
    private readonly throttle: Throttle,
    settings: Settings,
  ) {
    this.waiting = settings.hasMailServer ? ['open'] : ['open', 'unconfirmed'];
  }

  /**
   * Takes the request; a job keeps it and mails to its address, whatever there is to say. The sender is not told what that
   * is, nor made to wait for it: either would betray who has an account.
   * @param proven an address that the hospital's own sign-in has said to be theirs: it needs no link
   * @throws TooOften
   */
  async open(form: RequestAccountForm, from: Origin, proven?: string): Promise<void> {
    await this.throttle.count([['request-address', networkOf(from.address)], ['request-site', 'all']], { who: { id: null, name: '', from }, action: 'account.request-throttled' });
    const isWithin = await this.throttle.isWithin(['link-email', form.email]);
    await this.work.run(async (tx) => {
      tx.log({ who: { id: null, name: '', from }, action: 'account.requested' });
      if (isWithin) await addJob(tx.manager, KEEP_REQUEST, { form, isProven: form.email === proven } satisfies RequestToKeep);
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

  /** One that administrators may see. @throws NotFound */
  async forAdministrators(id: string): Promise<AccountRequest> {
    const request = await this.find(id);
    if (request.state === 'unconfirmed' && !this.waiting.includes('unconfirmed')) throw new NotFound();
    return request;
  }
}

const SELECT = `
  select r.id, r.name, r.email, r.role, r.project_id as "projectId", r.mission_id as "missionId", r.specialty, r.reason as why,
    r.language, r.state, r.refusal_reason as "refusalReason", f.name as "formerOwner", d.name as "decidedBy", r.decided_at as "decidedAt", r.created_at as "createdAt"
  from account_requests r left join accounts d on d.id = r.decided_by left join accounts f on f.email = r.email and f.state = 'disabled'`;
