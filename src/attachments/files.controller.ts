import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { savedAs, sendBytes } from '#libs/downloads/index';
import { Dictionary } from '#libs/i18n/words';
import { CurrentCase, onCase, type CaseFacts } from '../cases/index.js';
import { isQuarantined } from './attachment.js';
import { FileIsQuarantined } from './attachment.errors.js';
import { AttachmentLog } from './attachment.log.js';
import { isPlayable } from './attachment.row.js';
import { attachmentRules } from './attachments.policy.js';
import { AttachmentsReader } from './attachments.reader.js';
import { savedName } from './saved-name.js';
import { Originals } from './originals.js';
import { servedType } from './served-type.js';

/** The originals. */
@Controller('cases/:reference/attachments/:id/file')
export class FilesController {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly originals: Originals,
    private readonly log: AttachmentLog,
    private readonly dictionary: Dictionary,
  ) {}

  /** To be saved, to the byte, under its name made safe; recordings also to be played where they are. */
  @Get()
  @Allow(onCase(attachmentRules.open))
  @Logs('attachment.saved')
  async file(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Param('id') id: string, @Query('inline') inline: unknown, @Req() request: Request, @Res() response: Response) {
    const file = await this.reader.find(facts.id, id);
    if (isQuarantined(file)) throw new FileIsQuarantined();
    const isPlayed = inline === '1' && isPlayable(file);
    const action = isPlayed ? 'attachment.viewed' : 'attachment.saved';
    await (isPlayed ? this.log.once(actor, facts, action, file) : this.log.sent(request, actor, facts, action, file));
    response.type(servedType(file));
    if (!isPlayed) response.set('Content-Disposition', savedAs(savedName(file, this.dictionary.in(actor.language))));
    await sendBytes(request, response, { bytes: file.bytes, version: file.sha256, open: (range) => this.originals.open(file, range) });
  }
}
