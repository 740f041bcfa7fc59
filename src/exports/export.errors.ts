import { ServiceUnavailableException } from '@nestjs/common';
import { Conflict } from '#libs/errors/domain-error';

/** A draft changes with every save: its PDF comes once it is submitted. */
export class DraftHasNoPdf extends Conflict {
  constructor() {
    super('exports:errors.draft');
  }
}

/** Its code says in the log why, without a word of what was to be printed. To whoever waits: try again. */
export class PdfNotMade extends ServiceUnavailableException {
  constructor(readonly code: 'timeout' | 'stopped' | 'crashed' | 'failed') {
    super(`The PDF of a case could not be made: ${code}`);
  }
}
