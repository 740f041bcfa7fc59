import { Body, Controller, Get, Post, Query, Redirect, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm } from '#libs/forms/form';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { accessLogQuery, type AccessRow } from './access-log.query.js';
import { AskedReader, subjectOf, type Asked } from './audit.asked.js';
import { AuditExport } from './audit.export.js';
import { AuditPages, PAGE } from './audit.pages.js';
import { auditPaths } from './audit.paths.js';
import { AuditSearch } from './audit.search.js';
import { Verifications } from './verifications.js';

@Controller()
@Allow({ roles: ['auditor'] })
export class AuditController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly asked: AskedReader,
    private readonly pages: AuditPages,
    private readonly exports: AuditExport,
    private readonly verifications: Verifications,
  ) {}

  @Get('audit')
  @Logs('audit.viewed')
  @Page('audit/log')
  async show(@CurrentActor() actor: Actor, @Query() query: unknown) {
    const asked = await this.read(actor, query);
    const { sql, values } = accessLogQuery(asked.filter, asked.search, PAGE + 1);
    const rows = await this.work.run(async (tx) => {
      const found = await tx.query<AccessRow>(sql, values);
      tx.log({ who: actor, role: 'auditor', action: 'audit.viewed', subject: subjectOf(asked) });
      return found;
    });
    return this.pages.log(actor, asked, rows);
  }

  @Get('audit.csv')
  @Logs('audit.exported')
  async export(@CurrentActor() actor: Actor, @Query() query: unknown, @Res() response: Response) {
    const asked = await this.read(actor, query);
    await this.work.read((tx) => tx.log({ who: actor, role: 'auditor', action: 'audit.exported', subject: subjectOf(asked) }));
    response.type('text/csv').attachment(`access-log-${new Date().toISOString().slice(0, 10)}.csv`);
    // Whoever stops the download ends it here; nobody is left to be told.
    await pipeline(Readable.from(this.exports.lines(actor.language, asked.filter)), response).catch(() => response.destroy());
  }

  @Post('audit/verification')
  @Logs('audit.verified')
  @Redirect('', 303)
  async verify(@CurrentActor() actor: Actor, @Body('_once') key: string | undefined) {
    await this.verifications.ask(actor, key);
    return { url: auditPaths.log() };
  }

  /** @throws Redraw when what was typed can't be asked */
  private async read(actor: Actor, query: unknown): Promise<Asked> {
    const read = readForm(AuditSearch, query);
    if (!read.ok) throw new Redraw('audit/log', await this.pages.wrong(actor, read.form));
    return this.asked.read(read.data);
  }
}
