import { Controller, Param, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { Id } from '#libs/forms/id';
import type { AppRequest } from '#libs/sessions/request';
import { OwnSessions } from './own-sessions.js';

/** Ends one's own sessions on other devices. */
@Controller('profile/sessions')
@Allow('signed-in')
export class SessionsController {
  constructor(private readonly sessions: OwnSessions) {}

  @Post('others/end')
  @Logs('account.session-ended')
  @Redirect('', 303)
  async endOthers(@CurrentActor() actor: Actor, @Req() { sessionID }: AppRequest) {
    return { url: await this.sessions.endOthers(actor, sessionID) };
  }

  @Post(':handle/end')
  @Logs('account.session-ended')
  @Redirect('', 303)
  async end(@CurrentActor() actor: Actor, @Param('handle', Id) handle: string) {
    return { url: await this.sessions.end(actor, handle) };
  }
}
