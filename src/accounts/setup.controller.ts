import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { BeforeAllElse } from '#libs/authorization/other-page-first';
import { blankForm, readForm, withError, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { beginSession } from '#libs/sessions/sign-in-session';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { Pages } from '../ui/pages.js';
import { accountPaths } from './accounts.paths.js';
import { OwnFactors } from './own-factors.service.js';
import { requireProof } from './require-proof.js';
import { SecondFactors } from './second-factors.js';
import { SetupForm } from './setup.form.js';
import { setupPage } from './setup.page.js';

/** Sets up an authenticator app. Whoever may not do without one comes here before anything else. */
@Controller('profile/second-step/setup')
@Allow('signed-in')
export class SetupController {
  constructor(
    private readonly own: OwnFactors,
    private readonly factors: SecondFactors,
    private readonly pages: Pages,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @BeforeAllElse(true)
  @Logs('nothing')
  @Page('accounts/setup')
  show(@CurrentActor() actor: Actor, @Req() request: AppRequest) {
    requireProof(request, accountPaths.enrolment());
    return this.page(actor, request, blankForm());
  }

  @Post()
  @BeforeAllElse(true)
  @Logs('account.second-step-set-up')
  async setUp(@CurrentActor() actor: Actor, @Body() body: unknown, @Req() request: AppRequest, @Res() response: Response) {
    requireProof(request, accountPaths.enrolment());
    const read = readForm(SetupForm, body);
    const secret = read.ok ? this.factors.proposed(actor.id, read.data.secret) : undefined;
    const codes = read.ok && secret ? await this.own.setUp(actor, secret, read.data.code) : undefined;
    if (!codes) {
      const form = read.ok ? withError(blankForm({ ...read.data }), 'code', 'accounts:setup.code-wrong') : read.form;
      throw new Redraw('accounts/setup', this.page(actor, request, form));
    }
    await beginSession(request, actor.id);
    request.pageFirst = undefined;
    response.status(200).send(await this.pages.draw('accounts/recovery-codes', { hasErrors: false, codes, isNew: true }, request, response));
  }

  /** A form that comes back keeps the secret that the app has by now. */
  private page(actor: Actor, request: AppRequest, form: FormState) {
    const sent = String(form.values.secret ?? '');
    const kept = this.factors.proposed(actor.id, sent);
    const { secret, sealed } = kept ? { secret: kept, sealed: sent } : this.factors.propose(actor.id);
    return setupPage(actor, { form, secret, sealed, isRequired: Boolean(request.pageFirst) }, this.dictionary.in(request.language));
  }
}
