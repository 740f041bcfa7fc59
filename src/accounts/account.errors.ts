import { Conflict, NotAllowed } from '#libs/errors/domain-error';

/** Somebody else has decided about this request meanwhile. */
export class AlreadyDecided extends Conflict {
  constructor() {
    super('accounts:errors.already-decided');
  }
}

/** The address of the request belongs to an account that is in use. */
export class AddressTaken extends Conflict {
  constructor() {
    super('accounts:errors.address-taken');
  }
}

/** Some roles may not do without a second step at sign-in. */
export class SecondStepRequired extends NotAllowed {
  constructor() {
    super('accounts:errors.second-step-required');
  }
}

/** Nobody gives or takes rights to or from themselves, nor disables their own account. */
export class NotOwnRights extends NotAllowed {
  constructor() {
    super('accounts:errors.own-rights');
  }
}
