import { Body, Controller, Get, Param, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { blankForm } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { Actors } from './actors.js';
import { choosePasswordPage, linkExpiredPage } from './choose-password.page.js';
import { Entrance } from './entrance.js';
import { firstPageOf } from './first-page.js';
import { LinkMails } from './link-mails.js';
import { LinksService } from './links.service.js';
import { readNewPassword } from './new-password.form.js';
import { originOf } from './recognise-the-person.js';

/** Links from e-mails. Opening one uses nothing up, since mail scanners open links too. */
@Controller(['activate/:token', 'reset/:token'])
@Allow('everyone')
export class LinksController {
  constructor(
    private readonly links: LinksService,
    private readonly mails: LinkMails,
    private readonly actors: Actors,
    private readonly entrance: Entrance,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/choose-password')
  async show(@Param('token') token: string, @Req() request: AppRequest) {
    return choosePasswordPage(await this.usable(token, request), blankForm(), request.path, this.dictionary.in(request.language));
  }

  @Post()
  @Logs('account.password-chosen')
  @Redirect('', 303)
  async choose(@Param('token') token: string, @Body() body: unknown, @Req() request: AppRequest) {
    const link = await this.usable(token, request);
    const read = readNewPassword(body, link);
    if (!read.ok) throw new Redraw('accounts/choose-password', choosePasswordPage(link, read.form, request.path, this.dictionary.in(request.language)));

    if (!(await this.links.choosePassword(token, read.data.password, originOf(request)))) throw expired(request);
    // A new password is no second step: where there is one, it is asked for as ever.
    if (!(await this.entrance.afterPassword(request, link.accountId))) return { url: accountPaths.signInCode() };
    const actor = await this.actors.find(link.accountId, originOf(request));
    return { url: actor ? firstPageOf(actor) : accountPaths.signIn() };
  }

  @Post('renewal')
  @Logs('account.link-requested')
  @Redirect('', 303)
  async renew(@Param('token') token: string, @Req() request: AppRequest) {
    await this.mails.renew(token, originOf(request));
    return { url: accountPaths.linkSent() };
  }

  private async usable(token: string, request: AppRequest) {
    const link = await this.links.open(token);
    if (!link?.isUsable) throw expired(request);
    return link;
  }
}

/** The same page for a link that was used, has expired, was replaced or never was. */
const expired = (request: AppRequest) => new Redraw('accounts/link-expired', linkExpiredPage(request.path), 409);
