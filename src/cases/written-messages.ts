import type { Transaction } from '#libs/database/unit-of-work';

/** A message by the id that its form had from the beginning. */
export interface MessageOfACase {
  readonly id: string;
  readonly caseId: string;
  readonly authorId: string;
}

/** What attachments ask of a discussion, as files come for messages that are still being written. The discussions module answers. */
export abstract class WrittenMessages {
  /** To be asked with the case held: whoever writes a message holds it for themselves, so none is just being written. */
  abstract has(tx: Transaction, message: MessageOfACase): Promise<boolean>;
  /** One of the files that were chosen for it does not come: taken back, or refused. Nothing when it is not written. */
  abstract comesWithOneLess(tx: Transaction, message: MessageOfACase): Promise<void>;
}
