import { Body, Controller, Get, Param, Post, Query, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import type { FormState } from '#libs/forms/form';
import { Id } from '#libs/forms/id';
import { clockOf } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { AccountAdministration } from './account-administration.service.js';
import { AccountNotes } from './account-notes.js';
import { accountPage } from './account.page.js';
import { AccountsQueries } from './accounts.queries.js';
import { Memberships } from './memberships.js';
import { grantLines } from './role-grants.lines.js';
import { RoleGrants } from './role-grants.service.js';
import { readRightsForm } from './rights.form.js';
import type { Rights } from './rights.js';
import { readRights } from './rights.store.js';

@Controller('admin/accounts/:id')
@Allow({ roles: ['administrator'] })
export class AccountController {
  constructor(
    private readonly accounts: AccountAdministration,
    private readonly queries: AccountsQueries,
    private readonly memberships: Memberships,
    private readonly grants: RoleGrants,
    private readonly notes: AccountNotes,
    private readonly dictionary: Dictionary,
    private readonly work: UnitOfWork,
  ) {}

  @Get()
  @Logs('account.viewed')
  @Page('accounts/account')
  async show(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Query('done') done: unknown, @Req() request: AppRequest) {
    const page = await this.page(id, actor, request, { done });
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'account.viewed', subject: { accountId: id, what: page.name } }));
    return page;
  }

  @Post('rights')
  @Logs('account.rights-changed')
  @Redirect('', 303)
  async changeRights(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    const read = readRightsForm(body, await this.memberships.choices(request.language, (await this.rightsOf(id)).projects));
    if (!read.ok) throw new Redraw('accounts/account', await this.page(id, actor, request, { form: read.form }));
    return { url: await this.accounts.changeRights(actor, id, read.data, once(body)) };
  }

  @Post('sessions/ending')
  @Logs('account.sessions-ended')
  @Redirect('', 303)
  async endSessions(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    return { url: await this.accounts.endSessions(actor, id, once(body)) };
  }

  @Post('untying')
  @Logs('account.identity-untied')
  @Redirect('', 303)
  async untie(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    return { url: await this.accounts.untie(actor, id, once(body)) };
  }

  @Post('disabling')
  @Logs('account.disabled')
  @Redirect('', 303)
  async disable(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    return { url: await this.accounts.disable(actor, id, once(body)) };
  }

  @Post('enabling')
  @Logs('account.enabled')
  @Redirect('', 303)
  async enable(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    return { url: await this.accounts.enable(actor, id, once(body)) };
  }

  @Post('activation')
  @Logs('account.activation-sent')
  @Redirect('', 303)
  async sendActivation(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    return { url: await this.accounts.sendActivation(actor, id, once(body)) };
  }

  private rightsOf(id: string): Promise<Rights> {
    return this.work.read((tx) => readRights(tx, id));
  }

  private async page(id: string, actor: Actor, { language }: AppRequest, more: { form?: FormState; done?: unknown }) {
    const account = await this.queries.find(id);
    const rights = await this.rightsOf(id);
    const clock = clockOf({ ...actor, language }, this.dictionary.in(language));
    return accountPage(account, rights, await this.memberships.choices(language, rights.projects), clock, { isOwn: actor.id === id, grants: grantLines(await this.grants.open(id), actor.id, clock), notes: await this.notes.of(id, language), ...more });
  }
}

const once = (body: Record<string, unknown> | undefined) => String(body?._once ?? '');
