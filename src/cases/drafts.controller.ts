import { Body, Controller, Get, NotFoundException, Param, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Settings } from '#config/settings';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { CsrfTokens } from '#libs/forms/csrf';
import { ReadsFiles } from '#libs/forms/form.guard';
import { isId } from '#libs/forms/id';
import type { AppRequest } from '#libs/sessions/request';
import { receiveForm } from '#libs/uploads/index';
import { Page } from '#libs/views/page.decorator';
import { CaseFormPages } from './case-form.page.js';
import { CurrentCase, onCase } from './case.keeper.js';
import { caseRules, type CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';
import { DraftForms } from './draft-forms.js';
import { DraftsService } from './drafts.service.js';

/** The case form: a new case, a draft, and what its buttons do. */
@Controller('cases')
export class DraftsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftsService,
    private readonly forms: DraftForms,
    private readonly pages: CaseFormPages,
    private readonly tokens: CsrfTokens,
    private readonly settings: Settings,
  ) {}

  @Get('new')
  @Allow({ roles: ['project-staff'] })
  @Logs('nothing')
  @Page('cases/form')
  blank(@CurrentActor() actor: Actor, @Query('patient') patient: unknown) {
    return this.forms.blank(actor, isId(patient) ? patient : '');
  }

  @Get('new/sections/:specialty')
  @Allow({ roles: ['project-staff'] })
  @Logs('nothing')
  @Page('cases/section')
  section(@CurrentActor() actor: Actor, @Param('specialty') specialty: string) {
    const section = this.pages.section(actor, specialty);
    if (!section) throw new NotFoundException();
    return section;
  }

  @Get(':reference/edit')
  @Allow(onCase(caseRules['edit-draft']))
  @Logs('case.viewed')
  @Page('cases/form')
  edit(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts) {
    return this.forms.open(actor, facts);
  }

  @Post()
  @Allow({ roles: ['project-staff'] })
  @ReadsFiles(true)
  @Logs('case.draft-saved')
  async start(@CurrentActor() actor: Actor, @Req() request: AppRequest, @Res() response: Response) {
    await this.take(actor, null, request, response);
  }

  @Post(':reference')
  @Allow(onCase(caseRules['edit-draft']))
  @ReadsFiles(true)
  @Logs('case.draft-saved')
  async save(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: AppRequest, @Res() response: Response) {
    await this.take(actor, facts, request, response);
  }

  @Post(':reference/deletion')
  @Allow(onCase(caseRules['edit-draft']))
  @Logs('case.draft-deleted')
  @Redirect('', 303)
  async delete(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body('_once') once: string) {
    return {
      url: await this.work.once(once, actor.id, async (tx) => {
        await this.drafts.delete(tx, actor, facts.id);
        return casePaths.toDo();
      }),
    };
  }

  /** A button leads somewhere; what saves itself stays on the page and is told how it went. */
  private async take(actor: Actor, facts: CaseFacts | null, request: AppRequest, response: Response): Promise<void> {
    const form = await this.receive(request);
    if (form.fields.do === 'autosave') response.status(200).json(await this.forms.keep(actor, facts, form));
    else response.redirect(303, await this.forms.take(actor, facts, form));
  }

  private receive(request: AppRequest) {
    return receiveForm(request, { directory: this.settings.inDataDir('files'), tokens: this.tokens, maxBytes: this.settings.uploadMaxBytes });
  }
}
