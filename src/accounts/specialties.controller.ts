import { Body, Controller, Get, Param, Post, Query, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { NotFound } from '#libs/errors/domain-error';
import type { FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { readService, Services, Specialties, type Specialty } from '../specialties/index.js';
import { accountPaths } from './accounts.paths.js';
import { People } from './people.js';
import { specialtiesPage } from './specialties.page.js';
import { specialtyPage } from './specialty.page.js';

/** The specialties for administrators: when they serve, how soon they answer, who is in them, what they ask. */
@Controller('admin/specialties')
@Allow({ roles: ['administrator'] })
export class SpecialtiesController {
  constructor(
    private readonly specialties: Specialties,
    private readonly services: Services,
    private readonly people: People,
    private readonly dictionary: Dictionary,
    private readonly work: UnitOfWork,
  ) {}

  @Get()
  @Logs('specialties.viewed')
  @Page('accounts/specialties')
  async list(@CurrentActor() actor: Actor, @Req() { language }: AppRequest) {
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'specialties.viewed' }));
    const rows = await Promise.all(this.specialties.all(language).map(async (specialty) => ({
      ...specialty,
      service: await this.services.of(specialty.code),
      people: (await this.people.specialistsOf(specialty.code)).length,
    })));
    return specialtiesPage(rows, language, this.dictionary.in(language));
  }

  @Get(':code')
  @Logs('specialty.viewed')
  @Page('accounts/specialty')
  async show(@CurrentActor() actor: Actor, @Param('code') code: string, @Query() { done, show }: Record<string, unknown>, @Req() request: AppRequest) {
    const specialty = this.find(code);
    await this.work.read((tx) => tx.log({ who: actor, role: 'administrator', action: 'specialty.viewed', subject: { what: specialty.name.en } }));
    return this.page(specialty, request, { done, asks: show === 'asks' });
  }

  @Post(':code')
  @Logs('specialty.changed')
  @Redirect('', 303)
  async change(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    const specialty = this.find(code);
    const read = readService(body);
    if (!read.ok) throw new Redraw('accounts/specialty', await this.page(specialty, request, { form: read.form }));
    return { url: await this.services.change(actor, code, read.data, accountPaths.specialty(code, 'saved'), String(body._once ?? '')) };
  }

  /** @throws NotFound */
  private find(code: string): Specialty {
    const specialty = this.specialties.find(code);
    if (!specialty) throw new NotFound();
    return specialty;
  }

  private async page(specialty: Specialty, { language }: AppRequest, more: { form?: FormState; done?: unknown; asks?: boolean }) {
    const [service, people] = [await this.services.of(specialty.code), await this.people.specialistsOf(specialty.code)];
    return specialtyPage(specialty, service, people, language, this.dictionary.in(language), more);
  }
}
