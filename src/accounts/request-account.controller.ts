import { Body, Controller, Get, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { TooOften } from '#libs/errors/domain-error';
import { blankForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { AccountRequests } from './account-requests.js';
import { accountPaths } from './accounts.paths.js';
import { Memberships } from './memberships.js';
import { originOf } from './recognise-the-person.js';
import { readAccountRequest } from './request-account.form.js';
import { requestAccountPage } from './request-account.page.js';

@Controller('request-account')
@Allow('everyone')
export class RequestAccountController {
  constructor(
    private readonly requests: AccountRequests,
    private readonly memberships: Memberships,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/request-account')
  show(@Req() request: AppRequest) {
    return this.page(blankForm({ language: request.language, ...request.session.newcomer }), request);
  }

  @Post()
  @Logs('account.requested')
  @Redirect('', 303)
  async send(@Body() body: unknown, @Req() request: AppRequest) {
    const read = readAccountRequest(body, await this.memberships.choices(request.language));
    if (!read.ok) throw new Redraw('accounts/request-account', await this.page(read.form, request));
    const proven = request.session.newcomer?.email;
    await this.requests.open(read.data, originOf(request), proven).catch(async (error: unknown) => {
      if (!(error instanceof TooOften)) throw error;
      const sentence = this.dictionary.in(request.language)(error.key, error.details);
      throw new Redraw('accounts/request-account', await this.page(blankForm({ ...read.data }), request, sentence), 429, error.minutes);
    });
    return { url: read.data.email === proven ? accountPaths.requestReceived() : accountPaths.requestSent() };
  }

  /** The same page whether or not the address has an account, or has asked already. */
  @Get('sent')
  @Logs('nothing')
  @Page('accounts/request-sent')
  sent() {
    return { hasErrors: false };
  }

  @Get('received')
  @Logs('nothing')
  @Page('accounts/request-received')
  received() {
    return { hasErrors: false };
  }

  private async page(form: FormState, { language }: AppRequest, tooOften: string | null = null) {
    return requestAccountPage(form, await this.memberships.choices(language), this.dictionary.in(language), tooOften);
  }
}
