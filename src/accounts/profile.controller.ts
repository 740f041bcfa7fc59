import { Body, Controller, Get, Post, Query, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import type { AppRequest } from '#libs/sessions/request';
import { endSession } from '#libs/sessions/sign-in-session';
import { Page } from '#libs/views/page.decorator';
import { accountPaths } from './accounts.paths.js';
import { ProfileDesk } from './profile.desk.js';
import { readPreferences } from './profile.forms.js';
import { ProfileService } from './profile.service.js';

@Controller()
@Allow('signed-in')
export class ProfileController {
  constructor(
    private readonly profile: ProfileService,
    private readonly desk: ProfileDesk,
  ) {}

  @Get('profile')
  @Logs('nothing')
  @Page('accounts/profile')
  show(@CurrentActor() actor: Actor, @Query('done') done: unknown, @Req() request: AppRequest) {
    return this.desk.page(actor, request, { done });
  }

  @Post('profile')
  @Logs('account.preferences-changed')
  @Redirect('', 303)
  async save(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    const read = readPreferences(body);
    if (!read.ok) throw await this.desk.redraw(actor, request, { preferences: read.form });
    return { url: await this.profile.save(actor, read.data, String(body._once ?? '')) };
  }

  @Post('sign-out/everywhere')
  @Logs('account.signed-out-everywhere')
  @Redirect('', 303)
  async signOutEverywhere(@CurrentActor() actor: Actor, @Req() request: AppRequest) {
    await this.profile.signOutEverywhere(actor);
    await endSession(request);
    return { url: accountPaths.signIn() };
  }
}
