import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { savedAs, sendBytes } from '#libs/downloads/index';
import { Dictionary } from '#libs/i18n/words';
import { storedZip } from '#libs/zip/index';
import { CurrentCase, onCase, type CaseFacts } from '../cases/index.js';
import { isQuarantined } from './attachment.js';
import { AttachmentLog } from './attachment.log.js';
import { attachmentRules } from './attachments.policy.js';
import { AttachmentsReader } from './attachments.reader.js';
import { Checksums } from './checksums.js';
import { Originals } from './originals.js';
import { zipEntries } from './zip-entries.js';

/** Download All. */
@Controller('cases/:reference/attachments.zip')
export class ZipController {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly checksums: Checksums,
    private readonly originals: Originals,
    private readonly log: AttachmentLog,
    private readonly dictionary: Dictionary,
  ) {}

  /**
   * Of a length that is announced, so that a browser can say how long it takes and whether it is whole; a download that
   * broke off goes on where it was, as long as no file was added or renamed.
   */
  @Get()
  @Allow(onCase(attachmentRules['download-all']))
  @Logs('export.zip')
  async zip(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: Request, @Res() response: Response) {
    const files = await this.checksums.withSums((await this.reader.of(facts.id)).filter((file) => !isQuarantined(file)));
    const zip = storedZip(zipEntries(files, this.originals, this.dictionary.in(actor.language)));
    await this.originals.assertAnswering(files);
    await this.log.sent(request, actor, facts, 'export.zip');
    response.type('application/zip').set('Content-Disposition', savedAs(`${facts.reference}-attachments.zip`));
    await sendBytes(request, response, { bytes: zip.bytes, version: zip.fingerprint, open: async (range) => zip.open(range) });
  }
}
