import { Conflict, NotAllowed, NotFound, Unusable } from '#libs/errors/domain-error';

export class CaseNotFound extends NotFound {}

export class CaseNotYours extends NotAllowed {}

/** Closed takes nothing more. */
export class CaseIsClosed extends Conflict {
  constructor() {
    super('cases:errors.closed');
  }
}

/** The case has moved on since the page was opened. */
export class CaseMoved extends Conflict {
  constructor() {
    super('cases:errors.moved');
  }
}

/** The allocation has been accepted, refused or withdrawn meanwhile. */
export class AllocationMoved extends Conflict {
  constructor() {
    super('cases:errors.allocation-moved');
  }
}

/** This specialist has the case already. */
export class AlreadyAllocated extends Conflict {
  constructor() {
    super('cases:errors.already-allocated');
  }
}

/** The draft was saved from another tab or device since this page was opened. */
export class DraftChangedElsewhere extends Conflict {
  constructor() {
    super('cases:errors.draft-changed');
  }
}

/** A draft stays in the project that it was begun in: its reference, its patients and its readers are of that one. */
export class DraftOfAnotherProject extends Unusable {
  constructor() {
    super('cases:form.project.other');
  }
}

/** The mission has nobody who could be told. */
export class NoMedcoToTell extends Conflict {
  constructor() {
    super('cases:errors.no-medco');
  }
}

/** One of two patients has been merged meanwhile, or is not there to be merged. */
export class PatientMoved extends Conflict {
  constructor() {
    super('cases:errors.patient-moved');
  }
}

/** The project has a patient of this local reference: choose that one, or another reference. */
export class PatientKnownAlready extends Conflict {
  constructor() {
    super('cases:form.local-reference.known');
  }
}
