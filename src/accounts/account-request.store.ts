import { randomUUID } from 'node:crypto';
import type { Transaction } from '#libs/database/unit-of-work';
import type { DomainEvent } from '#libs/events/domain-event';
import { AccountRequested, AccountRequestedAgain, ActivationRequested, AddressConfirmationRequested, KnownAddressRequested } from './account.events.js';
import type { RequestAccountForm } from './request-account.form.js';

/** Unconfirmed until somebody has used the link that was sent to its address. */
export type RequestState = 'unconfirmed' | 'open' | 'approved' | 'refused';

interface Kept {
  readonly id: string;
  readonly state: RequestState;
  readonly isNew: boolean;
}

/**
 * Keeps a request, in place of one from the same address that nobody has confirmed; a link to that one ends with it.
 * @returns undefined for an address that has an account in use, or a request that waits for an administrator
 */
export async function keepRequest(tx: Transaction, { name, email, role, project, mission, specialty, why, language }: RequestAccountForm, state: RequestState): Promise<Kept | undefined> {
  const [kept] = await tx.query<Kept>(
    `insert into account_requests as r (id, name, email, role, project_id, mission_id, specialty, reason, language, state)
     select $1, $2, $3::text, $4, $5, $6, $7, $8, $9, $10
     where not exists (select from accounts where email = $3 and state <> 'disabled')
     on conflict (email) where state in ('unconfirmed', 'open') do update set
       name = excluded.name, role = excluded.role, project_id = excluded.project_id, mission_id = excluded.mission_id, specialty = excluded.specialty,
       reason = excluded.reason, language = excluded.language, state = excluded.state, token_hash = null, created_at = now()
     where r.state = 'unconfirmed' returning id, state, xmax = 0 as "isNew"`,
    [randomUUID(), name, email, role, project ?? null, mission ?? null, specialty ?? null, why, language, state],
  );
  return kept;
}

/** Whom a request is told to: its address in any case, and the administrators once it is theirs. @param waiting states in which it is */
export async function whatToTell(tx: Transaction, email: string, kept: Kept | undefined, waiting: readonly RequestState[]): Promise<DomainEvent[]> {
  if (!kept) return [await ofKnownAddress(tx, email)].filter((event) => event !== undefined);
  const requestId = kept.id;
  const events: DomainEvent[] = kept.state === 'unconfirmed' ? [new AddressConfirmationRequested(null, { requestId })] : [];
  const isNews = kept.state === 'open' || (kept.isNew && waiting.includes('unconfirmed'));
  return isNews ? [...events, new AccountRequested(null, { requestId })] : events;
}

async function ofKnownAddress(tx: Transaction, email: string): Promise<DomainEvent | undefined> {
  const [account] = await tx.query<{ id: string; state: string }>(`select id, state from accounts where email = $1 and state <> 'disabled'`, [email]);
  const [request] = await tx.query<{ id: string }>(`select id from account_requests where email = $1 and state = 'open'`, [email]);
  if (account?.state === 'approved') return new ActivationRequested(null, { accountId: account.id });
  if (account) return new KnownAddressRequested(null, { accountId: account.id });
  return request && new AccountRequestedAgain(null, { requestId: request.id });
}
