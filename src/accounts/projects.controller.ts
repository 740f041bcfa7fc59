import { Body, Controller, Get, Param, Post, Query, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { withError, type FormState } from '#libs/forms/form';
import { Id } from '#libs/forms/id';
import { clockOf } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { CodeTaken } from './account.errors.js';
import { ProjectAdministration } from './project-administration.service.js';
import { readProject, type ProjectForm } from './project.form.js';
import { projectPage } from './project.page.js';
import { projectsPage } from './projects.page.js';
import { ProjectsQueries, type ProjectRow } from './projects.queries.js';

type Body_ = Record<string, unknown>;

@Controller('admin/projects')
@Allow({ roles: ['administrator'] })
export class ProjectsController {
  constructor(
    private readonly administration: ProjectAdministration,
    private readonly queries: ProjectsQueries,
    private readonly dictionary: Dictionary,
    private readonly work: UnitOfWork,
  ) {}

  @Get()
  @Logs('projects.viewed')
  @Page('accounts/projects')
  async list(@CurrentActor() actor: Actor, @Query('done') done: unknown, @Req() { language }: AppRequest) {
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'projects.viewed' }));
    return projectsPage(await this.queries.missions(), await this.queries.all(), this.dictionary.in(language), { done });
  }

  @Get('new')
  @Logs('nothing')
  @Page('accounts/project')
  begin(@CurrentActor() actor: Actor, @Query('mission') mission: unknown, @Req() request: AppRequest) {
    return this.page(null, actor, request, { mission });
  }

  @Post()
  @Logs('project.made')
  @Redirect('', 303)
  async make(@CurrentActor() actor: Actor, @Body() body: Body_, @Req() request: AppRequest) {
    return this.keep(null, actor, body, request, (form, once) => this.administration.make(actor, form, once));
  }

  @Get(':id')
  @Logs('project.viewed')
  @Page('accounts/project')
  async show(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Query('done') done: unknown, @Req() request: AppRequest) {
    const project = await this.queries.project(id);
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'project.viewed', subject: { what: `${project.code}: ${project.name}` } }));
    return this.page(project, actor, request, { done });
  }

  @Post(':id')
  @Logs('project.changed')
  @Redirect('', 303)
  async change(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Body_, @Req() request: AppRequest) {
    return this.keep(await this.queries.project(id), actor, body, request, (form, once) => this.administration.change(actor, id, form, once));
  }

  @Post(':id/closing')
  @Logs('project.closed')
  @Redirect('', 303)
  async close(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Body_) {
    return { url: await this.administration.close(actor, id, String(body?._once ?? '')) };
  }

  @Post(':id/opening')
  @Logs('project.opened')
  @Redirect('', 303)
  async reopen(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Body_) {
    return { url: await this.administration.reopen(actor, id, String(body?._once ?? '')) };
  }

  /** The form again with whatever is wrong with it, or where it leads to. */
  private async keep(project: ProjectRow | null, actor: Actor, body: Body_, request: AppRequest, save: (form: ProjectForm, once: string) => Promise<string>) {
    const redraw = async (form: FormState) => new Redraw('accounts/project', await this.page(project, actor, request, { form }));
    const read = readProject(body, await this.queries.missions(), project?.hasCases ? project.code : undefined);
    if (!read.ok) throw await redraw(read.form);
    return { url: await save(read.data, String(body._once ?? '')).catch(async (error: unknown) => {
      throw error instanceof CodeTaken ? await redraw(withError({ values: { ...read.data }, errors: {} }, 'code', error.key)) : error;
    }) };
  }

  private async page(project: ProjectRow | null, actor: Actor, { language }: AppRequest, options: Parameters<typeof projectPage>[3]) {
    const clock = clockOf({ ...actor, language }, this.dictionary.in(language));
    return projectPage(project, await this.queries.missions(), clock, options);
  }
}
