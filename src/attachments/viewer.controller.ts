import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { CurrentCase, onCase, type CaseFacts } from '../cases/index.js';
import { AttachmentLog } from './attachment.log.js';
import { attachmentRules } from './attachments.policy.js';
import { cameFrom, ViewerPages } from './viewer.page.js';

@Controller('cases/:reference/images')
export class ViewerController {
  constructor(
    private readonly pages: ViewerPages,
    private readonly log: AttachmentLog,
  ) {}

  @Get(':id')
  @Allow(onCase(attachmentRules.open))
  @Logs('attachment.viewed')
  @Page('attachments/viewer')
  async show(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('id') id: string, @Query() { from, page: asked, zoom }: Record<string, unknown>, @Req() request: AppRequest) {
    const { picture, page } = await this.pages.page(actor, facts, id, { from: cameFrom(facts.reference, from, request.get('referer')), page: asked, zoom });
    await this.log.once(actor, facts, 'attachment.viewed', picture);
    return page;
  }
}
