import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { ISOLATED, savedAs, unlessGone } from '#libs/downloads/index';
import { CurrentCase, grantedAs, onCase, subjectOf, type CaseFacts } from '../cases/index.js';
import { CasePdfs } from './case-pdfs.js';
import { DraftHasNoPdf } from './export.errors.js';
import { exportRules } from './exports.policy.js';

/** A whole case to take away. */
@Controller()
export class ExportsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pdfs: CasePdfs,
  ) {}

  /** On the access log before the first byte leaves. */
  @Get('cases/:reference.pdf')
  @Allow(onCase(exportRules.pdf))
  @Logs('export.pdf')
  async pdf(@CurrentActor() actor: Actor, @CurrentCase() facts: CaseFacts, @Res() response: Response) {
    if (facts.state === 'draft') throw new DraftHasNoPdf();
    await using pdf = await this.pdfs.make(facts.id, actor);
    const name = `${facts.reference}.pdf`;
    await this.work.read((tx) => tx.log({ who: actor, role: grantedAs(exportRules.pdf, actor, facts), action: 'export.pdf', subject: subjectOf(facts, { what: name }) }));
    response.set({ ...ISOLATED, 'Content-Type': 'application/pdf', 'Content-Length': String(pdf.bytes), 'Content-Disposition': savedAs(name) });
    await unlessGone(pipeline(createReadStream(pdf.path), response));
  }
}
