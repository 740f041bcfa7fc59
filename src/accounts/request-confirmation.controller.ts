import { Controller, Get, Param, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { originOf } from './recognise-the-person.js';
import { RequestConfirmations } from './request-confirmations.js';

/** The link that was sent to whoever asked for an account. Opening it changes nothing, since mail scanners open links too. */
@Controller('confirm-request/:token')
@Allow('everyone')
export class RequestConfirmationController {
  constructor(
    private readonly confirmations: RequestConfirmations,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/confirm-request')
  async show(@Param('token') token: string, @Req() { language }: AppRequest) {
    const opened = await this.confirmations.open(token);
    if (!opened) throw expired();
    const { name, email, role } = opened;
    return { hasErrors: false, name, email, role: this.dictionary.in(language)(`ui:roles.${role}`), action: accountPaths.requestConfirmation(token) };
  }

  @Post()
  @Logs('account.request-confirmed')
  @Redirect('', 303)
  async confirm(@Param('token') token: string, @Req() request: AppRequest) {
    if (!(await this.confirmations.confirm(token, originOf(request)))) throw expired();
    return { url: accountPaths.requestReceived() };
  }
}

const expired = () => new Redraw('accounts/request-link-expired', { hasErrors: false }, 409);
