import { Conflict, NotAllowed } from '#libs/errors/domain-error';

/** One corrects one's own messages, on the same case. */
export class CorrectionNotYours extends NotAllowed {
  constructor() {
    super('discussions:errors.correction-not-yours');
  }
}

/** An outcome is reported once the case is closed; until then there is the discussion. */
export class CaseStillOpen extends Conflict {
  constructor() {
    super('discussions:errors.still-open');
  }
}
