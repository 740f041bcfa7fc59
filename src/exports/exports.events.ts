import { DomainEvent } from '#libs/events/domain-event';

/** The PDF of a large case is ready for whoever asked for it, and they have not seen it yet. */
export class PdfMade extends DomainEvent<{ readonly caseId: string; readonly reference: string; readonly accountId: string }> {
  static override readonly type = 'exports.pdf-made';
}

/** It could not be made, and is not tried again by itself. */
export class PdfGivenUp extends DomainEvent<PdfMade['payload']> {
  static override readonly type = 'exports.pdf-given-up';
}
