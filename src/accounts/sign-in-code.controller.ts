import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { OtherPageFirst } from '#libs/authorization/other-page-first';
import { TooOften } from '#libs/errors/domain-error';
import { readForm, tidy, type FormState } from '#libs/forms/form';
import type { AppRequest } from '#libs/sessions/request';
import { halfSignedIn } from '#libs/sessions/sign-in-session';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { CodeForm } from './code.form.js';
import { CodeDesk } from './code.desk.js';
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
    private readonly asking: CodeDesk,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/code')
  show(@Query('next') next: unknown, @Req() request: AppRequest) {
    const accountId = halfSignedIn(request);
    if (!accountId) throw new OtherPageFirst(accountPaths.signIn());
    return this.asking.page(accountId, { next: safeNext(next) }, request);
  }

  @Post()
  @Logs('account.signed-in')
  async enter(@Body() body: Record<string, unknown>, @Req() request: AppRequest, @Res() response: Response) {
    const accountId = halfSignedIn(request);
    const [kept, next] = [readKept(body ?? {}), safeNext(body?.next)];
    if (!accountId) return this.welcome.askAgain(kept, next, request, response);

    const redraw = async (form: FormState, status: 422 | 429 = 422, minutes?: number) => new Redraw('accounts/code', await this.asking.page(accountId, { form, next, kept }, request), status, minutes);
    const { passkey, code = '' } = tidy(body);
    const read = readForm(CodeForm, body);
    if (!passkey && !read.ok) throw await redraw(read.form);
    const { challenge = '' } = request.session;
    const isRight = await (passkey ? this.step.checkPasskey(accountId, String(passkey), challenge, originOf(request)) : this.step.check(accountId, String(code), originOf(request))).catch(async (error: unknown) => {
      throw error instanceof TooOften ? await redraw({ values: { code }, errors: { code: error.key }, details: { code: error.details } }, error.status, error.minutes) : error;
    });
    if (!isRight) throw await redraw({ values: { code }, errors: { code: passkey ? 'accounts:code.passkey-wrong' : 'accounts:code.wrong' } });
    await this.entrance.letIn(request, accountId);
    await this.welcome.goOn(accountId, kept, next, request, response);
  }
}
