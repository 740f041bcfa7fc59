import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { EmailChanges } from './email-changes.js';
import { originOf } from './recognise-the-person.js';

/** The link that was sent to a new address. Opening it changes nothing, since mail scanners open links too. */
@Controller('confirm-email/:token')
@Allow('everyone')
export class EmailConfirmationController {
  constructor(private readonly changes: EmailChanges) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/confirm-email')
  async show(@Param('token') token: string) {
    const change = await this.changes.open(token);
    if (!change) throw expired();
    return { hasErrors: false, to: change.to, action: accountPaths.emailConfirmation(token) };
  }

  @Post()
  @HttpCode(200)
  @Logs('account.email-changed')
  @Page('accounts/email-confirmed')
  async confirm(@Param('token') token: string, @Req() request: AppRequest) {
    if (!(await this.changes.confirm(token, originOf(request)))) throw expired();
    return { hasErrors: false };
  }
}

const expired = () => new Redraw('accounts/email-link-expired', { hasErrors: false }, 409);
