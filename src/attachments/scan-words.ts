import type { Words } from '#libs/i18n/words';
import type { Attachment } from './attachment.js';

/** What is shown of a file: clean, infected, or not scanned and why. @param isSetUp whether there is a scanner */
export function scanWords({ scanState }: Pick<Attachment, 'scanState'>, isSetUp: boolean, words: Words): string {
  return words(`attachments:scan.${scanState === 'waiting' && !isSetUp ? 'no-scanner' : scanState}`);
}
