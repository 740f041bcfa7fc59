import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { addJob } from '#libs/jobs/add-job';
import { JobRunner } from '#libs/jobs/job-runner';
import { CasePdfs, UNHURRIED } from '../case-pdfs.js';
import { KeptFiles } from '../kept-files.js';
import { KeptPdfs, MAKE_PDF, type KeptPdf } from '../kept-pdfs.js';
import { PdfOwners } from '../pdf-owners.js';
import { TELL_OF_PDF, UNTIL_TOLD } from './tell-of-case-pdf.js';

/** Makes the PDF of a large case for whoever has asked for it, if they still may have it. */
@Injectable()
export class MakeCasePdf implements OnModuleInit {
  private readonly logger = new Logger(MakeCasePdf.name);

  constructor(
    private readonly jobs: JobRunner,
    private readonly work: UnitOfWork,
    private readonly owners: PdfOwners,
    private readonly pdfs: CasePdfs,
    private readonly kept: KeptPdfs,
    private readonly files: KeptFiles,
  ) {}

  onModuleInit(): void {
    this.jobs.define(MAKE_PDF, ({ id }) => this.run(String(id)));
  }

  /** Safe to run twice. @throws whatever has failed, so that the queue tries again, or lists it among what failed */
  private async run(id: string): Promise<void> {
    const asked = await this.kept.find(id);
    if (!asked || asked.madeAt) return;
    const actor = await this.owners.find(asked);
    if (!actor) return this.kept.remove([id]);
    try {
      await this.make(asked, actor);
    } catch (error) {
      this.logger.error(error, { pdf: id });
      if (await this.kept.isLastTry(id)) await this.work.run((tx) => tellSoon(tx, id));
      throw error;
    }
  }

  private async make(asked: KeptPdf, actor: Actor): Promise<void> {
    const { id, caseId } = asked;
    await using pdf = await this.pdfs.make(caseId, actor, { ...UNHURRIED, progressed: (done, all) => this.kept.progressed(id, done, all) });
    await this.files.keep(id, pdf.path);
    const isWanted = await this.work.run(async (tx) => {
      const isWanted = await this.kept.finish(tx, id, pdf);
      if (isWanted) await tellSoon(tx, id);
      return isWanted;
    });
    if (!isWanted) await this.files.remove([id]);
  }
}

const tellSoon = ({ manager }: Transaction, id: string): Promise<void> => addJob(manager, TELL_OF_PDF, { id }, { runAt: new Date(Date.now() + UNTIL_TOLD) });
