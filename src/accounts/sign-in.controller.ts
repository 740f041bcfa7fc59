import { Body, Controller, Get, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { TooOften } from '#libs/errors/domain-error';
import { readForm } from '#libs/forms/form';
import type { AppRequest } from '#libs/sessions/request';
import { endSession } from '#libs/sessions/sign-in-session';
import { SignOnDown } from '#libs/sign-on/proof';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { firstPageOf } from './first-page.js';
import { readKept, safeNext } from './kept.js';
import { originOf } from './recognise-the-person.js';
import { SignInForm } from './sign-in.form.js';
import { signInPage } from './sign-in.page.js';
import { SignInService } from './sign-in.service.js';
import { LetIn } from './single-sign-on/let-in.js';
import { WayElsewhere } from './single-sign-on/way-elsewhere.js';

@Controller()
@Allow('everyone')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly letIn: LetIn,
    private readonly way: WayElsewhere,
  ) {}

  @Get()
  @Logs('nothing')
  @Redirect('/to-do', 303)
  home(@Req() { actor }: AppRequest) {
    return { url: actor ? firstPageOf(actor) : accountPaths.signIn() };
  }

  @Get('sign-in')
  @Logs('nothing')
  @Page('accounts/sign-in')
  show(@Query('next') next: unknown) {
    return signInPage({ next: safeNext(next) });
  }

  @Post('sign-in')
  @Logs('account.signed-in')
  async enter(@Body() body: Record<string, unknown>, @Req() request: AppRequest, @Res() response: Response) {
    const kept = readKept(body ?? {});
    const read = readForm(SignInForm, body);
    const next = safeNext(body?.next);
    if (!read.ok) throw new Redraw('accounts/sign-in', signInPage({ form: read.form, next, kept }));

    const { email, password } = read.data;
    const refuse = (error: string, status: 422 | 429 | 503 = 422, minutes?: number) =>
      new Redraw('accounts/sign-in', signInPage({ form: { values: { email }, errors: { email: error } }, next, kept, minutes }), status, minutes);
    const found = await this.signIn.check(email, password, originOf(request), request.language).catch((error: unknown) => {
      if (error instanceof SignOnDown) throw refuse('accounts:elsewhere.directory-down', 503);
      throw error instanceof TooOften ? refuse(error.key, error.status, error.minutes) : error;
    });
    if (!found) throw refuse('accounts:sign-in.wrong');
    if ('refusal' in found) throw refuse(`accounts:elsewhere.${found.refusal}`);
    if ('accountId' in found) return this.letIn.go(found.accountId, { next, kept }, request, response);
    request.session.newcomer = found.newcomer;
    response.redirect(303, accountPaths.requestAccount());
  }

  @Post('sign-out')
  @Logs('account.signed-out')
  async leave(@Req() request: AppRequest, @Res() response: Response) {
    const { idToken } = request.session;
    if (request.actor) await this.signIn.signedOut(request.actor);
    await endSession(request);
    await this.way.afterSignOut(idToken, request, response);
  }
}
