import { createHash } from 'node:crypto';
import type { Actor } from '#libs/authorization/actor';
import type { CaseAttachment } from '../attachments/index.js';
import type { HistoryEntry } from '../cases/index.js';
import type { CaseMessage } from '../discussions/index.js';

/** What of a case changes once it is submitted: the form stays as it was, and everything else that is printed follows from these. */
export interface ChangingParts {
  readonly history: readonly HistoryEntry[];
  readonly messages: readonly CaseMessage[];
  readonly files: readonly CaseAttachment[];
}

/** The same only as long as a PDF that this person makes would show the same. */
export function versionOf({ history, messages, files }: ChangingParts, { language, timeZone }: Pick<Actor, 'language' | 'timeZone'>): string {
  const shown = files.map((file) => [
    file.id, file.name, file.description, file.remark, file.view, file.takenOn, file.sha256, file.isQuarantined, file.isPicture && file.hasPreview, file.pages, file.pagesShown,
  ]);
  return createHash('sha256').update(JSON.stringify([language, timeZone, history, messages, shown])).digest('base64url');
}
