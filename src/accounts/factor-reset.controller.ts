import { Body, Controller, Get, Param, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { Id } from '#libs/forms/id';
import { Page } from '#libs/views/page.decorator';
import { FactorReset } from './factor-reset.service.js';

/** For somebody who has lost the telephone and the recovery codes. */
@Controller('admin/accounts/:id/second-step')
@Allow({ roles: ['administrator'] })
export class FactorResetController {
  constructor(private readonly resets: FactorReset) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/factor-reset')
  async show(@CurrentActor() actor: Actor, @Param('id', Id) id: string) {
    return { hasErrors: false, ...(await this.resets.about(actor, id)) };
  }

  @Post()
  @Logs('account.second-step-reset')
  @Redirect('', 303)
  async reset(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown> | undefined) {
    return { url: await this.resets.reset(actor, id, String(body?._once ?? '')) };
  }
}
