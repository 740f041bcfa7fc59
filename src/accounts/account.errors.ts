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

/** A closed project takes no new cases. */
export class ProjectIsClosed extends Conflict {
  constructor() {
    super('accounts:errors.project-closed');
  }
}

/** Every project has a code of its own: references begin with it. */
export class CodeTaken extends Conflict {
  constructor() {
    super('accounts:project.code-taken');
  }
}

/** Two missions of one name could not be told apart. */
export class NameTaken extends Conflict {
  constructor() {
    super('accounts:project.mission-taken');
  }
}

/** Somebody else has decided on this role meanwhile. */
export class GrantDecided extends Conflict {
  constructor() {
    super('accounts:errors.grant-decided');
  }
}

/** Who asks for a role does not confirm it. */
export class SecondAdministratorNeeded extends NotAllowed {
  constructor() {
    super('accounts:errors.second-administrator');
  }
}

/** Somebody has to be left who can administer. */
export class LastAdministrator extends Conflict {
  constructor() {
    super('accounts:errors.last-administrator');
  }
}
