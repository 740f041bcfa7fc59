import { Body, Controller, Get, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { TooOften } from '#libs/errors/domain-error';
import { blankForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { beginSession } from '#libs/sessions/sign-in-session';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { readNewPassword } from './new-password.form.js';
import { passwordPage } from './password.page.js';
import { ProfileService } from './profile.service.js';
import { ProofService } from './proof.service.js';
import { requireProof } from './require-proof.js';

/** Changes one's own password. The present one is typed here; whoever has a second step has shown that lately, too. */
@Controller('profile/password')
@Allow('signed-in')
export class PasswordController {
  constructor(
    private readonly profile: ProfileService,
    private readonly proof: ProofService,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/password')
  async show(@CurrentActor() actor: Actor, @Req() request: AppRequest) {
    return this.page(actor, await this.prove(actor, request), blankForm(), request);
  }

  /** The session that changed it goes on, under a new id; every other one ends. */
  @Post()
  @Logs('account.password-changed')
  @Redirect('', 303)
  async change(@CurrentActor() actor: Actor, @Body() body: unknown, @Req() request: AppRequest) {
    const hasPassword = await this.prove(actor, request);
    const read = readNewPassword(body, actor);
    if (!read.ok) throw new Redraw('accounts/password', this.page(actor, hasPassword, read.form, request));
    const refuse = (key: string, details: Record<string, unknown> = {}, status: 422 | 429 = 422, minutes?: number) =>
      new Redraw('accounts/password', this.page(actor, hasPassword, { values: {}, errors: { current: key }, details: { current: details } }, request), status, minutes);
    const isChanged = await this.profile.changePassword(actor, hasPassword ? read.data.current ?? '' : null, read.data.password).catch((error: unknown) => {
      throw error instanceof TooOften ? refuse(error.key, error.details, error.status, error.minutes) : error;
    });
    if (!isChanged) throw refuse('accounts:password.current-wrong');
    await beginSession(request, actor.id);
    return { url: accountPaths.profile('password-changed') };
  }

  /** @returns whether there is a present password to be typed: where there is none, a proof stands for it */
  private async prove(actor: Actor, request: AppRequest): Promise<boolean> {
    const { hasPassword, needsCode } = await this.proof.ways(actor);
    if (needsCode || !hasPassword) requireProof(request, accountPaths.password());
    return hasPassword;
  }

  private page(actor: Actor, hasPassword: boolean, form: FormState, { language }: AppRequest) {
    return passwordPage(actor, hasPassword, form, this.dictionary.in(language));
  }
}
