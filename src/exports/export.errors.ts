import { Conflict } from '#libs/errors/domain-error';

/** A draft changes with every save: its PDF comes once it is submitted. */
export class DraftHasNoPdf extends Conflict {
  constructor() {
    super('exports:errors.draft');
  }
}
