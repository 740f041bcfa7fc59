import type { Attachment } from './attachment.js';

type Remarkable = Pick<Attachment, 'original' | 'scanState'>;

/** Whether the original is there, as a key of words; null when it goes without saying. */
export const originalRemark = ({ original }: Pick<Attachment, 'original'>): string | null => (original === 'there' ? null : `attachments:original.${original}`);

/** What the scanner said: clean, infected, or not scanned and why. @param isSetUp whether there is a scanner */
export const scanRemark = ({ scanState }: Pick<Attachment, 'scanState'>, isSetUp: boolean): string => `attachments:scan.${scanState === 'waiting' && !isSetUp ? 'no-scanner' : scanState}`;

/** What is said of a file wherever it is offered, as keys of words. */
export const remarksOn = (file: Remarkable, isScannerSetUp: boolean): string[] => [originalRemark(file), scanRemark(file, isScannerSetUp)].filter((key) => key !== null);
