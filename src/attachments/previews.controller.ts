import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { CurrentCase, onCase, type CaseFacts } from '../cases/index.js';
import { hasPreview, type Attachment } from './attachment.js';
import { AttachmentNotFound, PreviewLost } from './attachment.errors.js';
import { AttachmentLog, MINUTES_OF_ONE_VIEW } from './attachment.log.js';
import { attachmentRules } from './attachments.policy.js';
import { AttachmentsReader } from './attachments.reader.js';
import { RemakeLostPreviews } from './jobs/remake-lost-previews.js';
import { pageNumber } from './page-number.js';
import { PREVIEW_SIZES, THUMBNAIL } from './preview-sizes.js';
import { Previews } from './previews.js';

/** What people look at: WebPs made by us, without a trace of who, where or with what. */
@Controller('cases/:reference/attachments/:id/preview')
export class PreviewsController {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly previews: Previews,
    private readonly log: AttachmentLog,
    private readonly lost: RemakeLostPreviews,
  ) {}

  /** Part of a page that is on the access log already. */
  @Get(`${THUMBNAIL}`)
  @Allow(onCase(attachmentRules.open))
  @Logs('nothing')
  async thumbnail(@CurrentCase() facts: CaseFacts, @Param('id') id: string, @Query('page') page: unknown, @Res() response: Response) {
    await this.send(await this.find(facts, id), pageNumber(page), THUMBNAIL, 60, response);
  }

  @Get(':size')
  @Allow(onCase(attachmentRules.open))
  @Logs('attachment.viewed')
  async picture(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('id') id: string, @Param('size') size: string, @Query('page') page: unknown, @Res() response: Response) {
    const wanted = PREVIEW_SIZES.find((one) => String(one) === size);
    if (!wanted) throw new AttachmentNotFound();
    const file = await this.find(facts, id);
    await this.log.once(actor, facts, 'attachment.viewed', file);
    await this.send(file, pageNumber(page), wanted, MINUTES_OF_ONE_VIEW, response);
  }

  private async find({ id: caseId }: CaseFacts, id: string): Promise<Attachment> {
    const file = await this.reader.find(caseId, id);
    if (!hasPreview(file)) throw new AttachmentNotFound();
    return file;
  }

  /** The person's own browser may keep it for a while, since links are bad; never anybody else, nor another session. What there will be a better one of is asked for each time. */
  private async send(file: Attachment, page: number, size: number, minutes: number, response: Response): Promise<void> {
    const content = await this.previews.read(file, size, page).catch(async (error: unknown) => {
      if (error instanceof PreviewLost) await this.lost.ask(file);
      throw error;
    });
    response.set('Cache-Control', file.hasOldPreviews ? 'private, no-cache' : `private, max-age=${minutes * 60}`).vary('Cookie').type('image/webp').send(content);
  }
}
