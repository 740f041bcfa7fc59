import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { ISOLATED, savedAs, unlessGone } from '#libs/downloads/index';
import { DiskStore } from '#libs/storage/disk-store';
import { writeZip, zipLength } from '#libs/zip/index';
import { CurrentCase, onCase, type CaseFacts } from '../cases/index.js';
import { AttachmentLog } from './attachment.log.js';
import { attachmentRules } from './attachments.policy.js';
import { AttachmentsReader } from './attachments.reader.js';
import { zipEntries } from './zip-entries.js';

/** Download All. */
@Controller('cases/:reference/attachments.zip')
export class ZipController {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly store: DiskStore,
    private readonly log: AttachmentLog,
  ) {}

  /** Streamed, of a length that is announced, so that a browser can say how long it takes and whether it is whole. */
  @Get()
  @Allow(onCase(attachmentRules['download-all']))
  @Logs('export.zip')
  async zip(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: Request, @Res() response: Response) {
    const entries = zipEntries(await this.reader.of(facts.id), this.store);
    await this.log.write(actor, facts, 'export.zip');
    response.type('application/zip').set({
      ...ISOLATED,
      'Content-Disposition': savedAs(`${facts.reference}-attachments.zip`),
      'Content-Length': String(zipLength(entries)),
    });
    if (request.method === 'HEAD') return void response.end();
    await unlessGone(writeZip(entries, response));
  }
}
