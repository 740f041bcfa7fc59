import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { JobRunner } from '#libs/jobs/job-runner';
import { PdfGivenUp, PdfMade } from '../exports.events.js';
import { KeptPdfs } from '../kept-pdfs.js';
import { PdfOwners } from '../pdf-owners.js';

export const TELL_OF_PDF = 'tell-of-case-pdf';
/** Milliseconds in which its page, if it is open, has looked again. */
export const UNTIL_TOLD = 20_000;

/** Announces what has become of a PDF, unless its owner has seen it: whoever waits on its page need not be told. */
@Injectable()
export class TellOfCasePdf implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly work: UnitOfWork,
    private readonly owners: PdfOwners,
    private readonly kept: KeptPdfs,
  ) {}

  onModuleInit(): void {
    this.jobs.define(TELL_OF_PDF, ({ id }) => this.tell(String(id)));
  }

  /** One that is being made once more is told of when that has ended; nobody is told of a case that is not theirs any more. */
  private async tell(id: string): Promise<void> {
    const kept = await this.kept.find(id);
    if (!kept || kept.isSeen || kept.isBeingMade || !(await this.owners.find(kept))) return;
    const { caseId, reference, accountId, madeAt } = kept;
    const Event = madeAt ? PdfMade : PdfGivenUp;
    await this.work.run(async (tx) => {
      await this.kept.seen(id, tx.manager);
      await tx.record(new Event(null, { caseId, reference, accountId }));
    });
  }
}
