import { Controller, Delete, Head, HttpCode, Options, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { Server } from '@tus/server';
import type { Response } from 'express';
import { randomUUID } from 'node:crypto';
import { Settings } from '#config/settings';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { CHECKSUM_ALGORITHMS } from '#libs/uploads/checksum';
import { ReducedCopies, MOST_BYTES_REDUCED } from './reduced-copies.js';
import { TusStore } from './tus-store.js';
import { NoReducedCopy } from './upload.js';
import { onUpload, UploadKeeper, type UploadRequest } from './upload.keeper.js';
import { UploadLease } from './upload.lease.js';
import { UploadsService } from './uploads.service.js';
import { UploadsTable } from './uploads.table.js';

/** Files that come in parts and go on after a broken link: the tus protocol, 1.0. https://tus.io/protocols/resumable-upload */
@Controller('uploads')
export class UploadsController {
  constructor(
    private readonly service: UploadsService,
    private readonly table: UploadsTable,
    private readonly settings: Settings,
    private readonly reduced: ReducedCopies,
    private readonly keeper: UploadKeeper,
  ) {}

  @Options()
  @Allow('signed-in')
  @Logs('nothing')
  async offer(@Req() request: UploadRequest, @Res() response: Response) {
    await this.answer(request, response);
  }

  /** Begins an upload for the case that its metadata names; its first bytes may come along. */
  @Post()
  @Allow(onUpload('begin'))
  @Logs('attachment.added')
  async begin(@Req() request: UploadRequest, @Res() response: Response) {
    await this.service.assertWelcome(request.actor, request.case, Number(request.get('upload-length')));
    await this.answer(request, response);
  }

  @Head(':id')
  @Allow(onUpload('go-on'))
  @Logs('nothing')
  async state(@Req() request: UploadRequest, @Res() response: Response) {
    await this.answer(request, response);
  }

  @Patch(':id')
  @Allow(onUpload('go-on'))
  @Logs('attachment.added')
  async goOn(@Req() request: UploadRequest, @Res() response: Response) {
    await this.answer(request, response);
  }

  /** A picture made smaller by the browser, to be looked at until the original is there: a JPEG, as the body. No part of the protocol. */
  @Put(':id/reduced')
  @Allow(onUpload('go-on'))
  @Logs('attachment.added')
  @HttpCode(204)
  async reduce(@Req() request: UploadRequest) {
    await this.reduced.keep(request.actor, request.upload!, await bodyOf(request));
  }

  @Delete(':id')
  @Allow(onUpload('take-away'))
  @Logs('nothing')
  async takeAway(@Req() request: UploadRequest, @Res() response: Response) {
    await this.answer(request, response);
  }

  /**
   * The protocol is the library's; the bytes go past it, straight from the request to the disk. What we refuse ourselves
   * goes the way of every refusal.
   */
  private async answer(request: UploadRequest, response: Response): Promise<void> {
    const id = request.upload?.id ?? randomUUID();
    const lease = new UploadLease(this.table, id, request.method === 'POST', () => this.keeper.decideAgain(request).catch((error: unknown) => {
      response.set('Connection', 'close'); // what is still to come is not even listened to
      throw error;
    }));
    let failure: unknown;
    const tus = new Server({
      path: '/uploads',
      relativeLocation: true,
      allowedOrigins: [],
      maxSize: this.settings.uploadMaxBytes,
      // What waits for its message is finished too, and can still be taken back.
      disableTerminationForFinishedUploads: Boolean(request.upload?.attachmentId),
      datastore: new TusStore(this.service.deedsOf(request, lease)),
      namingFunction: () => id,
      locker: { newLock: () => (request.method === 'HEAD' ? NOTHING_TO_WRITE : lease) },
      onResponseError: (_, error) => void ('status_code' in error || (failure = error)),
    });
    const answer = await tus.handleWeb(new Request(`http://localhost${request.originalUrl}`, { method: request.method, headers: headersOf(request) }) as never);
    if (failure) throw failure;
    if (request.method === 'OPTIONS') response.set('Tus-Checksum-Algorithm', CHECKSUM_ALGORITHMS.join());
    response.status(answer.status).set(Object.fromEntries(answer.headers)).end(await answer.text());
  }
}

/** @throws NoReducedCopy as soon as it is too much */
async function bodyOf(request: UploadRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if ((bytes += chunk.length) > MOST_BYTES_REDUCED) throw new NoReducedCopy();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whoever only asks how far it is waits for nobody. */
const NOTHING_TO_WRITE = { lock: async () => {}, unlock: async () => {} };

const headersOf = ({ headers }: UploadRequest): [string, string][] => Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
