import { Body, Controller, Get, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { clockOf } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Pages } from '../ui/pages.js';
import { accountPaths } from './accounts.paths.js';
import { OwnFactors } from './own-factors.service.js';
import { requireProof } from './require-proof.js';
import { secondStepPage } from './second-step.page.js';

/** One's own second step, once it is set up. */
@Controller('profile/second-step')
@Allow('signed-in')
export class SecondStepController {
  constructor(
    private readonly own: OwnFactors,
    private readonly pages: Pages,
    private readonly dictionary: Dictionary,
  ) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/second-step')
  async show(@CurrentActor() actor: Actor, @Query('done') done: unknown, @Req() { language }: AppRequest) {
    const clock = clockOf({ ...actor, language }, this.dictionary.in(language));
    return secondStepPage(await this.own.read(actor), clock, done);
  }

  /** Shown in the answer itself: they lie nowhere from where they could be shown again. */
  @Post('codes')
  @Logs('account.recovery-codes-made')
  async renewCodes(@CurrentActor() actor: Actor, @Req() request: AppRequest, @Res() response: Response) {
    requireProof(request, accountPaths.secondStep());
    const codes = await this.own.renewCodes(actor);
    if (!codes) return response.redirect(303, accountPaths.secondStep());
    response.status(200).send(await this.pages.draw('accounts/recovery-codes', { hasErrors: false, codes, isNew: false }, request, response));
  }

  @Post('removal')
  @Logs('account.second-step-removed')
  @Redirect('', 303)
  async remove(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown> | undefined, @Req() request: AppRequest) {
    requireProof(request, accountPaths.secondStep());
    return { url: await this.own.remove(actor, String(body?._once ?? '')) };
  }
}
