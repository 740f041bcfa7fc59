import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { OtherPageFirst } from '#libs/authorization/other-page-first';
import { TooOften } from '#libs/errors/domain-error';
import { readForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { halfSignedIn } from '#libs/sessions/sign-in-session';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { CodeForm } from './code.form.js';
import { codePage } from './code.page.js';
import { Entrance } from './entrance.js';
import { readKept, safeNext } from './kept.js';
import { originOf } from './recognise-the-person.js';
import { SecondStep } from './second-step.service.js';
import { Welcome } from './welcome.js';

/** The step between the password and the session. */
@Controller('sign-in/code')
@Allow('everyone')
export class SignInCodeController {
  constructor(
    private readonly step: SecondStep,
    private readonly entrance: Entrance,
    private readonly welcome: Welcome,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/code')
  show(@Query('next') next: unknown, @Req() request: AppRequest) {
    if (!halfSignedIn(request)) throw new OtherPageFirst(accountPaths.signIn());
    return codePage({ next: safeNext(next) }, this.dictionary.in(request.language));
  }

  @Post()
  @Logs('account.signed-in')
  async enter(@Body() body: Record<string, unknown>, @Req() request: AppRequest, @Res() response: Response) {
    const accountId = halfSignedIn(request);
    const [kept, next] = [readKept(body ?? {}), safeNext(body?.next)];
    if (!accountId) return this.welcome.askAgain(kept, next, request, response);

    const redraw = (form: FormState, status: 422 | 429 = 422) => new Redraw('accounts/code', codePage({ form, next, kept }, this.dictionary.in(request.language)), status);
    const read = readForm(CodeForm, body);
    if (!read.ok) throw redraw(read.form);
    const { code } = read.data;
    const isRight = await this.step.check(accountId, code, originOf(request)).catch((error: unknown) => {
      throw error instanceof TooOften ? redraw({ values: { code }, errors: { code: error.key }, details: { code: error.details } }, error.status) : error;
    });
    if (!isRight) throw redraw({ values: { code }, errors: { code: 'accounts:code.wrong' } });
    await this.entrance.letIn(request, accountId);
    await this.welcome.goOn(accountId, kept, next, request, response);
  }
}
