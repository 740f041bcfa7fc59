import { Body, Controller, Get, Post, Redirect, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { ISOLATED, savedAs, sendBytes, unlessGone } from '#libs/downloads/index';
import type { AppRequest } from '#libs/sessions/request';
import { CurrentCase, grantedAs, onCase, subjectOf, type CaseFacts } from '../cases/index.js';
import { Pages } from '../ui/pages.js';
import { CasePdfs } from './case-pdfs.js';
import { DraftHasNoPdf } from './export.errors.js';
import { exportPaths } from './exports.paths.js';
import { exportRules } from './exports.policy.js';
import { KeptFiles } from './kept-files.js';
import { KeptPdfs } from './kept-pdfs.js';
import { PdfPage } from './pdf.page.js';
import { PdfRequests } from './pdf-requests.js';

/** A whole case to take away: a small one at once, a large one by a page that says how far it is. */
@Controller('cases/:reference.pdf')
@Allow(onCase(exportRules.pdf))
export class ExportsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pdfs: CasePdfs,
    private readonly requests: PdfRequests,
    private readonly kept: KeptPdfs,
    private readonly files: KeptFiles,
    private readonly page: PdfPage,
    private readonly drawing: Pages,
  ) {}

  /** The one press of "Download PDF" is enough for a large one, too: it is begun, unless the browser only looks ahead. */
  @Get()
  @Logs('export.pdf')
  async pdf(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: AppRequest, @Res() response: Response) {
    if (facts.state === 'draft') throw new DraftHasNoPdf();
    if (!(await this.pdfs.isLarge(facts.id))) return this.atOnce(actor, facts, response);
    const onlyLooks = request.method === 'HEAD' || request.get('sec-purpose') !== undefined;
    const page = this.page.of(actor, facts, await this.requests.look(actor, facts, onlyLooks));
    response.send(await this.drawing.draw('exports/pdf', page, request, response));
  }

  /** Makes a large one anew, when the case has changed or it could not be made. */
  @Post()
  @Logs('export.pdf-asked')
  @Redirect('', 303)
  async ask(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Body() body: Record<string, unknown> | undefined) {
    return { url: await this.requests.askOnce(String(body?._once ?? ''), actor, facts, exportPaths.pdf(facts.reference)) };
  }

  /** A large one that was made for this person. When it is not there any more, its page knows what to do. */
  @Get('file')
  @Logs('export.pdf')
  async file(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Req() request: AppRequest, @Res() response: Response) {
    const kept = await this.kept.of(facts.id, actor.id);
    await using file = kept?.madeAt ? await this.files.open(kept.id) : undefined;
    if (!kept || !file) return response.redirect(303, exportPaths.pdf(facts.reference));
    await this.taken(actor, facts);
    response.set({ 'Content-Type': 'application/pdf', 'Content-Disposition': savedAs(nameOf(facts)) });
    await sendBytes(request, response, { bytes: kept.bytes!, version: kept.id, open: async (range) => file.createReadStream(range) });
  }

  private async atOnce(actor: Actor, facts: CaseFacts, response: Response): Promise<void> {
    await using pdf = await this.pdfs.make(facts.id, actor);
    await this.taken(actor, facts);
    response.set({ ...ISOLATED, 'Content-Type': 'application/pdf', 'Content-Length': String(pdf.bytes), 'Content-Disposition': savedAs(nameOf(facts)) });
    await unlessGone(pipeline(createReadStream(pdf.path), response));
  }

  /** On the access log before the first byte leaves. */
  private taken(actor: Actor, facts: CaseFacts): Promise<void> {
    return this.work.read((tx) => tx.log({ who: actor, role: grantedAs(exportRules.pdf, actor, facts), action: 'export.pdf', subject: subjectOf(facts, { what: nameOf(facts) }) }));
  }
}

const nameOf = ({ reference }: CaseFacts): string => `${reference}.pdf`;
