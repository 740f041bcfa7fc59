import { Body, Controller, Get, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { tidy } from '#libs/forms/form';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from './accounts.paths.js';
import { agentOf } from './agents.js';
import { OwnPasskeys } from './own-passkeys.service.js';
import { requireProof } from './require-proof.js';

/** One's own passkeys, beside the app. Making one takes a script; the app does without. */
@Controller('profile/passkeys')
@Allow('signed-in')
export class PasskeysController {
  constructor(private readonly own: OwnPasskeys) {}

  @Get()
  @Logs('nothing')
  @Page('accounts/passkeys')
  async show(@CurrentActor() actor: Actor, @Req() request: AppRequest) {
    requireProof(request, accountPaths.passkeys());
    return this.page(actor, request, null);
  }

  @Post()
  @Logs('account.passkey-added')
  @Redirect('', 303)
  async add(@CurrentActor() actor: Actor, @Body() body: unknown, @Req() request: AppRequest) {
    requireProof(request, accountPaths.passkeys());
    const { browser, system } = agentOf(actor.from.agent);
    const name = [browser, system].filter(Boolean).join(', ') || 'passkey';
    const { challenge = '' } = request.session;
    request.session.challenge = undefined;
    if (!(await this.own.add(actor, name, String(tidy(body).passkey ?? ''), challenge))) throw new Redraw('accounts/passkeys', await this.page(actor, request, 'accounts:passkeys.failed'));
    return { url: accountPaths.passkeys() };
  }

  @Post('removal')
  @Logs('account.passkey-removed')
  @Redirect('', 303)
  async remove(@CurrentActor() actor: Actor, @Body() body: unknown, @Req() request: AppRequest) {
    requireProof(request, accountPaths.passkeys());
    await this.own.remove(actor, String(tidy(body).id ?? ''));
    return { url: accountPaths.passkeys() };
  }

  private async page(actor: Actor, { session }: AppRequest, error: string | null) {
    const { passkeys, options } = await this.own.read(actor);
    session.challenge = options?.challenge;
    return { hasErrors: error !== null, error, passkeys, options: options ? JSON.stringify(options) : null };
  }
}
