import { isPictureGroup, type FileGroup } from '#config/upload-types';
import type { Actor } from '#libs/authorization/actor';
import type { StoreName } from '#libs/storage/stores';
import { NotYourFile } from './attachment.errors.js';

/** `waiting`: nobody has asked the scanner yet, or there is none. `too-large`: for the scanner. */
export type ScanState = 'waiting' | 'scanner-away' | 'too-large' | 'clean' | 'infected';

/** `coming`: a reduced copy is here, made by the browser; the original is on its way. `missing`: it did not come, or was taken back. */
export type Original = 'there' | 'coming' | 'missing';

/** A file of a case. The original is never changed; what is said about it can be. */
export interface Attachment {
  readonly id: string;
  readonly caseId: string;
  readonly reference: string;
  /** Of the discussion, when it came with a message. */
  readonly messageId: string | null;
  /** Null when the system itself made the file. */
  readonly uploadedBy: string | null;
  readonly uploader: string | null;
  readonly createdAt: Date;
  /** As it was given, with what could disguise it made visible: not yet one that every computer can save. */
  readonly name: string;
  readonly description: string;
  /** Which picture of the checklist it is. */
  readonly view: string | null;
  /** YYYY-MM-DD */
  readonly takenOn: string | null;
  readonly group: FileGroup;
  readonly extension: string;
  readonly mediaType: string;
  /** Unless it is there, everything else that is said of the bytes is said of the reduced copy. */
  readonly original: Original;
  readonly bytes: number;
  readonly sha256: string;
  /** Null until it has been reckoned. */
  readonly crc32: number | null;
  readonly storageKey: string;
  /** Which store has its bytes. */
  readonly store: StoreName;
  readonly scanState: ScanState;
  readonly previewState: 'waiting' | 'ready' | 'none';
  /** They are those of its reduced copy, until the original has come and its own are made. */
  readonly hasOldPreviews: boolean;
  /** Of the original, in pixels; null without a preview. */
  readonly width: number | null;
  readonly height: number | null;
  /** In the original: pages of a document, frames of a scan. */
  readonly pages: number;
  /** The pages that have previews, numbered from 1. */
  readonly pagesShown: number;
  /** A `data:` address of a tiny picture, to show until the real one has come. */
  readonly placeholder: string | null;
  /** The same for all slices of one scan; null for whatever is none. */
  readonly series: string | null;
  /** Among them, as the scanner counted. */
  readonly seriesPlace: number;
  /** A name may be written in the picture itself. */
  readonly hasBurnedInText: boolean;
}

/** A virus was found in it: nobody gets a byte of it, nor of its previews. */
export const isQuarantined = ({ scanState }: Pick<Attachment, 'scanState'>): boolean => scanState === 'infected';

/** What Case Images and the viewer show. */
export const isPicture = (file: Pick<Attachment, 'group' | 'scanState'>): boolean => isPictureGroup(file.group) && !isQuarantined(file);

/** What the viewer opens: pictures, and documents whose pages can be shown. */
export const isViewable = (file: Pick<Attachment, 'group' | 'previewState' | 'scanState'>): boolean => isPicture(file) || (file.group === 'document' && hasPreview(file));

export const hasPreview = (file: Pick<Attachment, 'previewState' | 'scanState'>): boolean => file.previewState === 'ready' && !isQuarantined(file);

/** Only who has uploaded a file may say what it is. */
export const isUploader = ({ uploadedBy }: Pick<Attachment, 'uploadedBy'>, actor: Actor): boolean => uploadedBy === actor.id;

/** @throws NotYourFile */
export function assertUploader(attachment: Attachment, actor: Actor): void {
  if (!isUploader(attachment, actor)) throw new NotYourFile();
}
