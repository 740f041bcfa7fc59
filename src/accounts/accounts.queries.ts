import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Role } from '#libs/authorization/actor';
import { NotFound } from '#libs/errors/domain-error';
import type { RequestState } from './account-request.store.js';

export const ACCOUNT_STATES = ['approved', 'active', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: AccountState;
  readonly roles: readonly Role[];
  /** Names of projects and missions. */
  readonly places: readonly string[];
  readonly specialties: readonly string[];
}

/** What the page of one account says beside its row. */
interface OneAccount extends AccountRow {
  readonly createdAt: Date;
  /** Whether an account of the hospital opens it. */
  readonly isTied: boolean;
}

export interface RequestRow {
  readonly isConfirmed: boolean;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
}

export interface AccountSearch {
  /** A part of the name or e-mail. */
  readonly q?: string;
  readonly role?: Role;
  /** Id of a project whose staff it is. */
  readonly project?: string;
  readonly state?: AccountState;
  /** The id of the last one on the page before. */
  readonly after?: string;
}

/** Rows of a page. */
export const PAGE = 25;
/** Requests shown at once, the longest waiting first; the next ones come up as these are decided. */
const REQUESTS = 50;

/** Reads for the administrators' pages. */
@Injectable()
export class AccountsQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @param waiting the states of those that an administrator has to decide on */
  requests(waiting: readonly RequestState[]): Promise<RequestRow[]> {
    return this.dataSource.query(`select id, name, email, role, state = 'open' as "isConfirmed", created_at as "createdAt" from account_requests where state = any($1) order by created_at limit ${REQUESTS}`, [waiting]);
  }

  /** One row more than a page when there is a next one. */
  search({ q, role, project, state, after }: AccountSearch): Promise<AccountRow[]> {
    const like = q ? `%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
    return this.dataSource.query(
      `${ACCOUNT} where ($1::text is null or lower(a.name) like $1 or a.email like $1)
         and ($2::text is null or exists (select from account_roles r where r.account_id = a.id and r.role = $2))
         and ($3::uuid is null or (lower(a.name), a.id) > (select lower(name), id from accounts where id = $3))
         and ($4::uuid is null or exists (select from memberships m where m.account_id = a.id and m.project_id = $4 and m.ended_at is null))
         and ($5::text is null or a.state = $5)
       order by lower(a.name), a.id limit ${PAGE + 1}`,
      [like, role ?? null, after ?? null, project ?? null, state ?? null],
    );
  }

  /** @throws NotFound */
  async find(id: string): Promise<OneAccount> {
    const [row] = await this.dataSource.query<OneAccount[]>(`${ACCOUNT} where a.id = $1`, [id]);
    if (!row) throw new NotFound();
    return row;
  }
}

const ACCOUNT = `
  select a.id, a.name, a.email, a.state, a.created_at as "createdAt", exists (select from account_identities where account_id = a.id) as "isTied",
    array(select role from account_roles where account_id = a.id) as roles,
    array(select p.name from memberships m join projects p on p.id = m.project_id where m.account_id = a.id and m.ended_at is null
      union all select i.name from mission_coordinators c join missions i on i.id = c.mission_id where c.account_id = a.id) as places,
    array(select specialty from account_specialties where account_id = a.id order by specialty) as specialties
  from accounts a`;
