import { Body, Controller, Get, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { TooOften } from '#libs/errors/domain-error';
import { readForm } from '#libs/forms/form';
import type { AppRequest } from '#libs/sessions/request';
import { endSession } from '#libs/sessions/sign-in-session';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { Pages } from '../ui/pages.js';
import { accountPaths } from './accounts.paths.js';
import { CodeDesk } from './code.desk.js';
import { Entrance } from './entrance.js';
import { firstPageOf } from './first-page.js';
import { readKept, safeNext } from './kept.js';
import { originOf } from './recognise-the-person.js';
import { SignInForm } from './sign-in.form.js';
import { signInPage } from './sign-in.page.js';
import { SignInService } from './sign-in.service.js';
import { Welcome } from './welcome.js';

@Controller()
@Allow('everyone')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly entrance: Entrance,
    private readonly welcome: Welcome,
    private readonly pages: Pages,
    private readonly asking: CodeDesk,
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
    const refuse = (error: string, status: 422 | 429, minutes?: number) =>
      new Redraw('accounts/sign-in', signInPage({ form: { values: { email }, errors: { email: error } }, next, kept, minutes }), status);
    const accountId = await this.signIn.check(email, password, originOf(request)).catch((error: unknown) => {
      throw error instanceof TooOften ? refuse(error.key, error.status, Number(error.details.minutes)) : error;
    });
    if (!accountId) throw refuse('accounts:sign-in.wrong', 422);

    if (await this.entrance.afterPassword(request, accountId)) return this.welcome.goOn(accountId, kept, next, request, response);
    if (!kept) return response.redirect(303, accountPaths.signInCode(next));
    response.status(200).send(await this.pages.draw('accounts/code', await this.asking.page(accountId, { next, kept }, request), request, response));
  }

  @Post('sign-out')
  @Logs('account.signed-out')
  @Redirect('/sign-in', 303)
  async leave(@Req() request: AppRequest) {
    if (request.actor) await this.signIn.signedOut(request.actor);
    await endSession(request);
  }
}
