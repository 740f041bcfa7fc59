import { Body, Controller, Param, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { Id } from '#libs/forms/id';
import { RoleGrants } from './role-grants.service.js';

/** A second administrator's word on a role that another one wants to give. */
@Controller('admin/accounts/grants/:id')
@Allow({ roles: ['administrator'] })
export class RoleGrantsController {
  constructor(private readonly grants: RoleGrants) {}

  @Post('confirmation')
  @Logs('account.rights-changed')
  @Redirect('', 303)
  async confirm(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    return { url: await this.grants.confirm(actor, id, String(body?._once ?? '')) };
  }

  @Post('refusal')
  @Logs('account.role-declined')
  @Redirect('', 303)
  async decline(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    return { url: await this.grants.decline(actor, id, String(body?._once ?? '')) };
  }
}
