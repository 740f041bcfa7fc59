import { Body, Controller, Get, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { BeforeAllElse } from '#libs/authorization/other-page-first';
import { TooOften } from '#libs/errors/domain-error';
import { readForm, tidy, type FormState } from '#libs/forms/form';
import type { AppRequest } from '#libs/sessions/request';
import { stepUp } from '#libs/sessions/sign-in-session';
import { SignOnDown } from '#libs/sign-on/proof';
import { Page } from '#libs/views/page.decorator';
import { safeNext } from './kept.js';
import { ProofDesk } from './proof.desk.js';
import { ProofForm } from './proof.form.js';
import { ProofService } from './proof.service.js';
import { ProofElsewhere } from './single-sign-on/proof-elsewhere.js';

/** Asks who one is, before something that would let a stranger in for good. */
@Controller('profile/proof')
@Allow('signed-in')
export class ProofController {
  constructor(
    private readonly proof: ProofService,
    private readonly desk: ProofDesk,
    private readonly elsewhere: ProofElsewhere,
  ) {}

  @Get()
  @BeforeAllElse(true)
  @Logs('nothing')
  @Page('accounts/proof')
  show(@CurrentActor() actor: Actor, @Query('next') next: unknown, @Req() request: AppRequest) {
    return this.desk.page(actor, { next: safeNext(next) }, request);
  }

  @Post()
  @BeforeAllElse(true)
  @Logs('account.proved')
  @Redirect('', 303)
  async prove(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    const next = safeNext(body?.next);
    await (tidy(body).passkey ? this.byPasskey(actor, body, next, request) : this.byPassword(actor, body, next, request));
    await stepUp(request);
    return { url: next };
  }

  /** Goes to the hospital's provider, which asks for the password there; a code of ours is asked for before. */
  @Post('elsewhere')
  @BeforeAllElse(true)
  @Logs('account.proved')
  async leave(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown> | undefined, @Req() request: AppRequest, @Res() response: Response) {
    const [next, { code = '' }] = [safeNext(body?.next), tidy(body)];
    const isRight = await this.proof.checkCode(actor, String(code)).catch(this.explain(actor, { code }, 'code', next, request));
    if (!isRight) throw await this.desk.redraw(actor, { form: { values: { code }, errors: { code: code ? 'accounts:code.wrong' : 'accounts:code.missing' } }, next }, request);
    await this.elsewhere.leave(actor, next, request, response);
  }

  private async byPasskey(actor: Actor, body: Record<string, unknown>, next: string, request: AppRequest): Promise<void> {
    const { challenge = '' } = request.session;
    request.session.challenge = undefined;
    const isRight = await this.proof.checkPasskey(actor, String(body.passkey), challenge).catch(async (error: unknown) => {
      throw error instanceof TooOften ? await this.desk.redraw(actor, { next, problem: error.key, details: error.details }, request, error.status, error.minutes) : error;
    });
    if (!isRight) throw await this.desk.redraw(actor, { next, problem: 'accounts:code.passkey-wrong' }, request);
  }

  private async byPassword(actor: Actor, body: Record<string, unknown>, next: string, request: AppRequest): Promise<void> {
    const read = readForm(ProofForm, body);
    if (!read.ok) throw await this.desk.redraw(actor, { form: read.form, next }, request);
    const { password, code = '' } = read.data;
    const isRight = await this.proof.check(actor, password, code).catch(this.explain(actor, { code }, 'password', next, request));
    if (!isRight) throw await this.desk.redraw(actor, { form: { values: { code }, errors: { password: 'accounts:proof.wrong' } }, next }, request);
  }

  /** Turns what may go wrong into the page again, with a sentence. */
  private explain(actor: Actor, values: FormState['values'], field: string, next: string, request: AppRequest) {
    return async (error: unknown): Promise<never> => {
      if (error instanceof TooOften) throw await this.desk.redraw(actor, { form: { values, errors: { [field]: error.key }, details: { [field]: error.details } }, next }, request, error.status, error.minutes);
      throw error instanceof SignOnDown ? await this.desk.redraw(actor, { form: { values, errors: {} }, next, problem: 'accounts:elsewhere.directory-down' }, request, 503) : error;
    };
  }
}
