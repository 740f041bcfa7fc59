import { Body, Controller, Get, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { TooOften } from '#libs/errors/domain-error';
import { blankForm, readForm } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { ForgottenPasswordForm } from './forgotten-password.form.js';
import { forgottenPasswordPage } from './forgotten-password.page.js';
import { LinkMails } from './link-mails.js';
import { originOf } from './recognise-the-person.js';

@Controller('forgotten-password')
@Allow('everyone')
export class ForgottenPasswordController {
  constructor(
    private readonly mails: LinkMails,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/forgotten-password')
  show(@Req() { language }: AppRequest) {
    return forgottenPasswordPage(blankForm(), this.dictionary.in(language));
  }

  /** The same answer, byte for byte, whether or not the address has an account. */
  @Post()
  @Logs('account.link-requested')
  @Redirect('', 303)
  async send(@Body() body: unknown, @Req() request: AppRequest) {
    const words = this.dictionary.in(request.language);
    const read = readForm(ForgottenPasswordForm, body);
    if (!read.ok) throw new Redraw('accounts/forgotten-password', forgottenPasswordPage(read.form, words));
    const { email } = read.data;
    await this.mails.sendTo(email, originOf(request)).catch((error: unknown) => {
      if (!(error instanceof TooOften)) throw error;
      const form = { values: { email }, errors: { email: error.key }, details: { email: error.details } };
      throw new Redraw('accounts/forgotten-password', forgottenPasswordPage(form, words), 429, error.minutes);
    });
    return { url: accountPaths.linkSent() };
  }

  @Get('sent')
  @Logs('nothing')
  @Page('accounts/link-sent')
  sent() {
    return { hasErrors: false };
  }
}
