import type { Role } from '#libs/authorization/actor';
import { DomainEvent } from '#libs/events/domain-event';

/** A comment was written. Questions, replies and answers are announced by the case, whose turn they move. */
export class MessageWritten extends DomainEvent<{
  readonly caseId: string;
  readonly reference: string;
  readonly messageId: string;
  readonly kind: 'comment';
  readonly authorRole: Role;
}> {
  static override readonly type = 'discussions.message-written';
}

/** The project has told what became of the patient, to the specialists who answered. */
export class OutcomeReported extends DomainEvent<{
  readonly caseId: string;
  readonly reference: string;
  readonly specialistIds: readonly string[];
}> {
  static override readonly type = 'discussions.outcome-reported';
}
