import { NotAllowed, NotFound, Unusable } from '#libs/errors/domain-error';

export class AttachmentNotFound extends NotFound {}

/** There was a preview, and it is no longer where it was. */
export class PreviewLost extends AttachmentNotFound {}

/** Somebody else has uploaded it. */
export class NotYourFile extends NotAllowed {
  constructor() {
    super('attachments:errors.not-yours');
  }
}

/** One person has added as many files as they may in a day. */
export class EnoughForToday extends Unusable {
  constructor(most: number) {
    super('attachments:errors.day', { most });
  }
}

/** The case has as many files as it can hold. */
export class CaseIsFull extends Unusable {
  constructor(most: number) {
    super('attachments:errors.full', { most });
  }
}

/** A virus was found in it. */
export class FileIsQuarantined extends NotAllowed {
  constructor() {
    super('attachments:errors.quarantined');
  }
}
