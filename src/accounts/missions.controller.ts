import { Body, Controller, Get, Param, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm, withError } from '#libs/forms/form';
import { Id } from '#libs/forms/id';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { NameTaken } from './account.errors.js';
import { ProjectAdministration } from './project-administration.service.js';
import { MissionForm } from './project.form.js';
import { missionPage, projectsPage } from './projects.page.js';
import { ProjectsQueries } from './projects.queries.js';

@Controller('admin/missions')
@Allow({ roles: ['administrator'] })
export class MissionsController {
  constructor(
    private readonly administration: ProjectAdministration,
    private readonly queries: ProjectsQueries,
    private readonly dictionary: Dictionary,
    private readonly work: UnitOfWork,
  ) {}

  @Post()
  @Logs('mission.made')
  @Redirect('', 303)
  async make(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Req() { language }: AppRequest) {
    const redraw = async (form: Parameters<typeof missionPage>[2]) => new Redraw('accounts/projects',
      projectsPage(await this.queries.missions(), await this.queries.all(), this.dictionary.in(language), { form }));
    const read = readForm(MissionForm, body);
    if (!read.ok) throw await redraw(read.form);
    return { url: await this.administration.makeMission(actor, read.data.name, String(body._once ?? '')).catch(async (error: unknown) => {
      throw error instanceof NameTaken ? await redraw(taken(read.data, error)) : error;
    }) };
  }

  @Get(':id')
  @Logs('mission.viewed')
  @Page('accounts/mission')
  async show(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Req() { language }: AppRequest) {
    const mission = await this.queries.mission(id);
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'mission.viewed', subject: { what: mission.name } }));
    return missionPage(mission, this.dictionary.in(language));
  }

  @Post(':id')
  @Logs('mission.changed')
  @Redirect('', 303)
  async rename(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>, @Req() { language }: AppRequest) {
    const mission = await this.queries.mission(id);
    const redraw = (form: Parameters<typeof missionPage>[2]) => new Redraw('accounts/mission', missionPage(mission, this.dictionary.in(language), form));
    const read = readForm(MissionForm, body);
    if (!read.ok) throw redraw(read.form);
    return { url: await this.administration.renameMission(actor, id, read.data.name, String(body._once ?? '')).catch((error: unknown) => {
      throw error instanceof NameTaken ? redraw(taken(read.data, error)) : error;
    }) };
  }
}

const taken = (data: MissionForm, { key }: NameTaken) => withError({ values: { ...data }, errors: {} }, 'name', key);
