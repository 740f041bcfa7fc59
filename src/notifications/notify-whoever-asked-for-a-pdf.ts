import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { exportPaths, PdfGivenUp, PdfMade } from '../exports/index.js';
import { CaseCompany } from './case-company.js';
import { Notifier } from './notifier.js';

/** Whoever went elsewhere while it was made is led back to its page. */
@Injectable()
@Handles([PdfMade, PdfGivenUp])
export class NotifyWhoeverAskedForAPdf implements EventHandler<PdfMade | PdfGivenUp> {
  constructor(
    private readonly company: CaseCompany,
    private readonly notifier: Notifier,
  ) {}

  async handle(event: Delivery<PdfMade | PdfGivenUp>): Promise<void> {
    const { accountId, reference } = event.payload;
    const kind = event.type === PdfMade.type ? 'pdf-made' : 'pdf-given-up';
    await this.notifier.tell(event, await this.company.those([accountId]), { kind, caseReference: reference, link: exportPaths.pdf(reference) });
  }
}
