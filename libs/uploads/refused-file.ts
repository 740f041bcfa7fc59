import type { RefusedFile as Unidentified } from '#libs/files/identified';

/** `too-large`: above the limit of one file. `too-many`: beyond the files of one form. The others: what it is, or says it is. */
export type RefusalReason = Unidentified['reason'] | 'too-large' | 'too-many';

/** A file of a form that was not kept, and why. The others of the form are not affected. */
export interface RefusedFile {
  readonly field: string;
  readonly name: string;
  readonly reason: RefusalReason;
  /** The extension of its name, and the usual one of its content; '' when unknown. */
  readonly claimed: string;
  readonly found: string;
}
