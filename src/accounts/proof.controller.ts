import { Body, Controller, Get, Post, Query, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { BeforeAllElse } from '#libs/authorization/other-page-first';
import { TooOften } from '#libs/errors/domain-error';
import { blankForm, readForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { stepUp } from '#libs/sessions/sign-in-session';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { safeNext } from './kept.js';
import { ProofForm } from './proof.form.js';
import { proofPage } from './proof.page.js';
import { ProofService } from './proof.service.js';

/** Asks for the password, and the code where there is one, before something that would let a stranger in for good. */
@Controller('profile/proof')
@Allow('signed-in')
export class ProofController {
  constructor(
    private readonly proof: ProofService,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @BeforeAllElse(true)
  @Logs('nothing')
  @Page('accounts/proof')
  show(@CurrentActor() actor: Actor, @Query('next') next: unknown, @Req() request: AppRequest) {
    return this.page(actor, blankForm(), safeNext(next), request);
  }

  @Post()
  @BeforeAllElse(true)
  @Logs('account.proved')
  @Redirect('', 303)
  async prove(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    const next = safeNext(body?.next);
    const redraw = async (form: FormState, status: 422 | 429 = 422) => new Redraw('accounts/proof', await this.page(actor, form, next, request), status);
    const read = readForm(ProofForm, body);
    if (!read.ok) throw await redraw(read.form);
    const { password, code = '' } = read.data;
    const isRight = await this.proof.check(actor, password, code).catch(async (error: unknown) => {
      throw error instanceof TooOften ? await redraw({ values: { code }, errors: { password: error.key }, details: { password: error.details } }, error.status) : error;
    });
    if (!isRight) throw await redraw({ values: { code }, errors: { password: 'accounts:proof.wrong' } });
    await stepUp(request);
    return { url: next };
  }

  private async page(actor: Actor, form: FormState, next: string, { language }: AppRequest) {
    return proofPage({ form, next, needsCode: await this.proof.needsCode(actor), email: actor.email }, this.dictionary.in(language));
  }
}
