import { Controller, Get, Query, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { clockOf } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Specialties } from '../specialties/index.js';
import { AccountRequests } from './account-requests.js';
import { accountsPage } from './accounts.page.js';
import { AccountsQueries } from './accounts.queries.js';
import { grantLines } from './role-grants.lines.js';
import { RoleGrants } from './role-grants.service.js';
import { ProjectsQueries } from './projects.queries.js';
import { readSearch } from './accounts.search.js';

@Controller('admin/accounts')
@Allow({ roles: ['administrator'] })
export class AccountsController {
  constructor(
    private readonly queries: AccountsQueries,
    private readonly requests: AccountRequests,
    private readonly grants: RoleGrants,
    private readonly projects: ProjectsQueries,
    private readonly specialties: Specialties,
    private readonly dictionary: Dictionary,
    private readonly work: UnitOfWork,
  ) {}

  @Get()
  @Logs('accounts.searched')
  @Page('accounts/accounts')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>, @Req() { language }: AppRequest) {
    const search = readSearch(query);
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'accounts.searched', subject: { what: [search.q, search.role, search.state].filter(Boolean).join(', ') } }));
    const [requests, grants, rows, projects] = await Promise.all([this.queries.requests(this.requests.waiting), this.grants.open(), this.queries.search(search), this.projects.all()]);
    const clock = clockOf({ ...actor, language }, this.dictionary.in(language));
    return accountsPage(requests, grantLines(grants, actor.id, clock), query.done, rows, search, projects.map(({ id, name }) => ({ value: id, label: name })), (code) => this.specialties.nameOf(code, language), clock);
  }
}
