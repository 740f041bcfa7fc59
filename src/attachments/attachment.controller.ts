import { Body, Controller, Get, Param, Post, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { readForm, type FormState } from '#libs/forms/form';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { CaseIsClosed, CurrentCase, onCase, type CaseFacts } from '../cases/index.js';
import { assertUploader, type Attachment } from './attachment.js';
import { AttachmentForm } from './attachment.form.js';
import { AttachmentLog } from './attachment.log.js';
import { AttachmentEditPages, isRemovable, placeOf } from './attachment-edit.page.js';
import { AttachmentsService } from './attachments.service.js';
import { attachmentRules } from './attachments.policy.js';
import { AttachmentsReader } from './attachments.reader.js';

/** One file: what is said of it, and taking it out of a draft. */
@Controller('cases/:reference/attachments/:id')
export class AttachmentController {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly service: AttachmentsService,
    private readonly pages: AttachmentEditPages,
    private readonly log: AttachmentLog,
  ) {}

  @Get()
  @Allow(onCase(attachmentRules.edit))
  @Logs('attachment.viewed')
  @Page('attachments/edit')
  async edit(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('id') id: string) {
    const file = await this.reader.find(facts.id, id);
    if (!isRemovable(actor, facts)) assertUploader(file, actor);
    if (facts.state === 'closed') throw new CaseIsClosed();
    return this.look(actor, facts, file);
  }

  @Post()
  @Allow(onCase(attachmentRules.edit))
  @Logs('attachment.edited')
  @Redirect('', 303)
  async change(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('id') id: string, @Body() body: Record<string, unknown>) {
    const file = await this.reader.find(facts.id, id);
    assertUploader(file, actor);
    const read = readForm(AttachmentForm, body);
    if (!read.ok) throw new Redraw('attachments/edit', await this.look(actor, facts, file, read.form));
    await this.service.describe(actor, facts, file, read.data);
    return { url: placeOf(facts) };
  }

  @Post('removal')
  @Allow(onCase(attachmentRules.remove))
  @Logs('attachment.removed')
  @Redirect('', 303)
  async remove(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('id') id: string, @Body('_once') once: string) {
    return { url: await this.service.remove(actor, facts, id, once) };
  }

  private async look(actor: Actor, facts: CaseFacts, file: Attachment, form?: FormState) {
    const page = await this.pages.edit(actor, facts, file, form);
    await this.log.once(actor, facts, 'attachment.viewed', file);
    return page;
  }
}
