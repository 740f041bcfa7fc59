import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { CaseGate, subjectOf, type CaseFacts } from '../cases/index.js';
import { CasePdfs } from './case-pdfs.js';
import { DraftHasNoPdf } from './export.errors.js';
import { exportRules } from './exports.policy.js';
import { KeptFiles } from './kept-files.js';
import { KeptPdfs, type KeptPdf } from './kept-pdfs.js';

/** What there is of the PDF of a large case for whoever asks; `tooMany` when they have too many in the making to begin another. */
export type PdfSoFar = { readonly kept: KeptPdf; readonly isOutOfDate: boolean } | { readonly kept: undefined; readonly tooMany: boolean };
type Outlook = Awaited<ReturnType<CasePdfs['outlook']>>;

/** Asks for PDFs of large cases to be made, once for each person and state of the case. */
@Injectable()
export class PdfRequests {
  constructor(
    private readonly work: UnitOfWork,
    private readonly gate: CaseGate,
    private readonly pdfs: CasePdfs,
    private readonly kept: KeptPdfs,
    private readonly files: KeptFiles,
  ) {}

  /** What there is; when there is nothing, it is begun. @param onlyLooks begins nothing */
  async look(actor: Actor, facts: CaseFacts, onlyLooks: boolean): Promise<PdfSoFar> {
    const there = await this.there(actor, facts);
    // Its page looks every few seconds: what is being made is compared with the case when it is there.
    if (there?.isBeingMade) return { kept: there, isOutOfDate: false };
    const outlook = await this.pdfs.outlook(facts.id, actor);
    if (!there && !onlyLooks) await this.work.run((tx) => this.ask(tx, actor, facts, outlook));
    const kept = there ?? (await this.there(actor, facts));
    if (kept && !kept.isBeingMade && !kept.isSeen && !onlyLooks) await this.kept.seen(kept.id);
    return kept ? { kept, isOutOfDate: kept.madeAt !== null && kept.version !== outlook.version } : { kept, tooMany: !onlyLooks };
  }

  /** Where the PDF leads to that somebody has asked for by a form, however often it was sent. @param sent the form's idempotency key */
  async askOnce(sent: string, actor: Actor, facts: CaseFacts, path: string): Promise<string> {
    const outlook = await this.pdfs.outlook(facts.id, actor);
    return this.work.once(sent, actor.id, async (tx) => {
      await this.ask(tx, actor, facts, outlook);
      return path;
    });
  }

  /**
   * Has one made, unless there is one of the case as it is, or one is being made. On the access log when it is begun.
   * @throws CaseNotFound, CaseNotYours, DraftHasNoPdf
   */
  private async ask(tx: Transaction, actor: Actor, { id }: Pick<CaseFacts, 'id'>, { version, files, isLarge }: Outlook): Promise<void> {
    const { facts, role } = await this.gate.hold(tx, actor, id, exportRules.pdf);
    if (facts.state === 'draft') throw new DraftHasNoPdf();
    if (!isLarge) return;
    const there = await this.there(actor, facts, tx.manager);
    if (there?.isBeingMade || (there?.madeAt && there.version === version)) return;
    const { isBegun, gone } = await this.kept.begin(tx, id, actor.id, files);
    if (!isBegun) return;
    await this.files.remove(gone);
    tx.log({ who: actor, role, action: 'export.pdf-asked', subject: subjectOf(facts) });
  }

  /** One whose file is gone counts as none. */
  private async there(actor: Actor, { id }: Pick<CaseFacts, 'id'>, manager?: EntityManager): Promise<KeptPdf | undefined> {
    const kept = await this.kept.of(id, actor.id, manager);
    if (!kept?.madeAt) return kept;
    await using file = await this.files.open(kept.id);
    return file && kept;
  }
}
