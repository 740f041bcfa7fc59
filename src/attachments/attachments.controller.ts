import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Settings } from '#config/settings';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { CsrfTokens } from '#libs/forms/csrf';
import { ReadsFiles } from '#libs/forms/form.guard';
import type { AppRequest } from '#libs/sessions/request';
import { receiveForm, type ReceivedForm } from '#libs/uploads/index';
import { Page } from '#libs/views/page.decorator';
import { CaseGate, CurrentCase, onCase, type CaseFacts } from '../cases/index.js';
import { Pages } from '../ui/pages.js';
import { AttachmentLog } from './attachment.log.js';
import { AttachmentsKeeper } from './attachments.keeper.js';
import { AT_ONCE, AttachmentsPages, type Sent } from './attachments.page.js';
import { attachmentPaths } from './attachments.paths.js';
import { attachmentRules } from './attachments.policy.js';
import { AttachmentsReader } from './attachments.reader.js';

/** The Attachments tab: what is there, and adding to it. */
@Controller('cases/:reference/attachments')
export class AttachmentsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly gate: CaseGate,
    private readonly keeper: AttachmentsKeeper,
    private readonly reader: AttachmentsReader,
    private readonly log: AttachmentLog,
    private readonly pages: AttachmentsPages,
    private readonly drawing: Pages,
    private readonly tokens: CsrfTokens,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Allow(onCase(attachmentRules.see))
  @Logs('attachment.listed')
  @Page('attachments/tab')
  async list(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Query() address: Record<string, unknown>) {
    return this.look(actor, facts, address);
  }

  /** Files that are all right are added, whatever else came with them. Sent twice, they are added once. */
  @Post()
  @Allow(onCase(attachmentRules.add))
  @ReadsFiles(true)
  @Logs('attachment.added')
  async attach(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: AppRequest, @Res() response: Response) {
    const form = await this.receive(request, facts);
    const added = form.files.length;
    const location = added > 0 ? await this.keep(form, actor, facts) : '';
    if (added > 0 && form.refused.length === 0) return response.redirect(303, location);
    const page = await this.look(actor, facts, {}, { added, refused: form.refused });
    response.status(added > 0 ? 200 : 422).send(await this.drawing.draw('attachments/tab', page, request, response));
  }

  private async look(actor: Actor, facts: CaseFacts, address: Record<string, unknown>, sent?: Sent) {
    const page = await this.pages.tab(actor, facts, address, sent);
    await this.log.write(actor, facts, 'attachment.listed');
    return page;
  }

  private keep(form: ReceivedForm, actor: Actor, facts: CaseFacts): Promise<string> {
    return form.use((take) =>
      this.work.once(String(form.fields._once ?? ''), actor.id, async (tx) => {
        const held = await this.gate.openForWriting(tx, actor, facts.id, attachmentRules.add);
        await this.keeper.keep(tx, actor, held, take());
        return `${attachmentPaths.tab(facts.reference)}?added=${form.files.length}`;
      }),
    );
  }

  private async receive(request: AppRequest, { id }: CaseFacts): Promise<ReceivedForm> {
    const room = this.settings.UPLOAD_FILES_PER_CASE - (await this.reader.count(id));
    return receiveForm(request, {
      directory: this.settings.inDataDir('files'),
      tokens: this.tokens,
      maxBytes: this.settings.uploadMaxBytes,
      maxFiles: Math.max(0, Math.min(AT_ONCE, room)),
    });
  }
}
