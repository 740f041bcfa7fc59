import { Body, Controller, Get, Param, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm } from '#libs/forms/form';
import { Id } from '#libs/forms/id';
import { clockOf } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { AccountRequests } from './account-requests.js';
import { DecisionsService } from './decisions.service.js';
import { Memberships } from './memberships.js';
import { RefusalForm } from './refusal.form.js';
import { requestPage } from './request.page.js';
import { readRightsForm } from './rights.form.js';

@Controller('admin/accounts/requests/:id')
@Allow({ roles: ['administrator'] })
export class DecisionsController {
  constructor(
    private readonly requests: AccountRequests,
    private readonly decisions: DecisionsService,
    private readonly memberships: Memberships,
    private readonly dictionary: Dictionary,
    private readonly work: UnitOfWork,
  ) {}

  @Get()
  @Logs('account-request.viewed')
  @Page('accounts/request')
  async show(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Req() request: AppRequest) {
    const page = await this.page(id, actor, request);
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'account-request.viewed', subject: { what: page.name } }));
    return page;
  }

  @Post('approval')
  @Logs('account.approved')
  @Redirect('', 303)
  async approve(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    const { projectId } = await this.requests.forAdministrators(id);
    const read = readRightsForm(body, await this.memberships.choices(request.language, projectId ? [projectId] : []));
    if (!read.ok) throw new Redraw('accounts/request', await this.page(id, actor, request, { approve: read.form }));
    return { url: await this.decisions.approve(actor, id, read.data, String(body._once ?? '')) };
  }

  @Post('refusal')
  @Logs('account.refused')
  @Redirect('', 303)
  async refuse(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    const read = readForm(RefusalForm, body);
    if (!read.ok) throw new Redraw('accounts/request', await this.page(id, actor, request, { refuse: read.form }));
    return { url: await this.decisions.refuse(actor, id, read.data.reason, String(body._once ?? '')) };
  }

  private async page(id: string, actor: Actor, { language }: AppRequest, forms: Parameters<typeof requestPage>[3] = {}) {
    const asked = await this.requests.forAdministrators(id);
    const choices = await this.memberships.choices(language, asked.projectId ? [asked.projectId] : []);
    return requestPage(asked, choices, clockOf({ ...actor, language }, this.dictionary.in(language)), forms);
  }
}
