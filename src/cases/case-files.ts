import type { Actor } from '#libs/authorization/actor';
import type { Transaction } from '#libs/database/unit-of-work';
import type { ReceivedFile } from '#libs/uploads/received-file';
import type { HeldCase } from './case.gate.js';

/** Days without a byte after which a file that is on its way is given up. */
export const DAYS_OF_AN_UPLOAD = 30;

/** A file of a case, as the form and the answers need it. */
export interface CaseFileSummary {
  readonly id: string;
  /** The message that it came with. */
  readonly messageId: string | null;
  readonly name: string;
  readonly description: string;
  /** Which picture of the checklist it is. */
  readonly view: string | null;
  readonly isPicture: boolean;
  readonly bytes: number;
  readonly uploadedBy: string | null;
  /** The address of a small preview, when there is one. */
  readonly thumbnail: string | null;
  /** What is said of it wherever it is offered, such as what the virus scanner found: keys of words. */
  readonly remarks: readonly string[];
  /** What somebody should look after before it is used: a key of words. */
  readonly warning: string | null;
  /** Nobody gets a byte of it. */
  readonly isQuarantined: boolean;
}

/** A file that has been received, and when its sender chose it: they are listed in that order, whichever comes first. */
export type ArrivedFile = ReceivedFile & { readonly chosenAt?: Date };

/** What cases and discussions ask of the files of a case. The attachments module answers. */
export abstract class CaseFiles {
  /** Adds files that have been received to a case that is held for it. @returns their ids, in the same order */
  abstract keep(tx: Transaction, actor: Actor, held: HeldCase, files: readonly ArrivedFile[], details?: { messageId?: string }): Promise<string[]>;
  /**
   * Adds what has come for a message while it was being written. What is still on its way to it follows by itself.
   * @param leftOut uploads that were taken back, though that could not be said yet
   */
  abstract bring(tx: Transaction, actor: Actor, held: HeldCase, messageId: string, leftOut: readonly string[]): Promise<void>;
  /** Those of these files that the case has not got yet: a form that is sent again brings the same ones. */
  abstract notYetOn(tx: Transaction, caseId: string, files: readonly ReceivedFile[]): Promise<ReceivedFile[]>;
  /** @param tx sees files that it has itself added */
  abstract listOf(caseId: string, tx?: Transaction): Promise<CaseFileSummary[]>;
  /** Takes every file of a draft away that is being deleted. */
  abstract removeAllOf(tx: Transaction, caseId: string): Promise<void>;
}
