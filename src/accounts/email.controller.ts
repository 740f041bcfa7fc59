import { Body, Controller, Get, Post, Query, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { TooOften } from '#libs/errors/domain-error';
import { blankForm, readForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { EmailChanges } from './email-changes.js';
import { EmailForm } from './email.form.js';
import { emailPage } from './email.page.js';
import { requireProof } from './require-proof.js';

/** Asks for a change of one's own address. */
@Controller('profile/email')
@Allow('signed-in')
export class EmailController {
  constructor(
    private readonly changes: EmailChanges,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/email')
  show(@CurrentActor() actor: Actor, @Query('done') done: unknown, @Req() request: AppRequest) {
    if (done === 'sent') return this.page(actor, blankForm(), request, true);
    requireProof(request, accountPaths.email());
    return this.page(actor, blankForm(), request);
  }

  @Post()
  @Logs('account.email-change-requested')
  @Redirect('', 303)
  async request(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    requireProof(request, accountPaths.email());
    const read = readForm(EmailForm, body);
    if (!read.ok) throw new Redraw('accounts/email', this.page(actor, read.form, request));
    const { email } = read.data;
    const url = await this.changes.request(actor, email, String(body._once ?? '')).catch((error: unknown) => {
      if (!(error instanceof TooOften)) throw error;
      throw new Redraw('accounts/email', this.page(actor, { values: { email }, errors: { email: error.key }, details: { email: error.details } }, request), error.status, error.minutes);
    });
    return { url };
  }

  private page(actor: Actor, form: FormState, { language }: AppRequest, isSent = false) {
    return emailPage(actor, form, isSent, this.dictionary.in(language));
  }
}
