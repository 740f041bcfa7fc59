import { DomainError, NotFound, Unusable } from '#libs/errors/domain-error';
import type { ReceivedFile } from '#libs/uploads/index';

/** A file that comes in parts, each as soon as the link allows. */
export interface Upload {
  readonly id: string;
  readonly accountId: string;
  readonly caseId: string;
  readonly reference: string;
  /** As it was given. */
  readonly name: string;
  /** Of the whole file. */
  readonly bytes: number;
  /** How many of them are on the disk for certain: what has been answered for. */
  readonly received: number;
  readonly storageKey: string;
  /** What has become of it; null before its last byte, and while it waits for its message. */
  readonly attachmentId: string | null;
  /** The message that it is for, written or not; null when it is for the case alone. */
  readonly messageId: string | null;
  /** What it has turned out to be, while it is all there and waits for its message. */
  readonly whole: WholeFile | null;
  /** The file of the case that stands for it until then; null when none was sent. */
  readonly reducedId: string | null;
  /** When its sender chose the file: they are begun in that order, whatever becomes of their bytes. */
  readonly begunAt: Date;
  readonly lastActivityAt: Date;
}

export type WholeFile = Pick<ReceivedFile, 'sha256' | 'crc32' | 'identified'>;

/** Also when it is somebody else's. */
export class UploadNotFound extends NotFound {}

/** The file is refused, for what it is; its bytes are gone. */
export class FileRefused extends Unusable {}

/** What was sent as a picture made smaller is none: no JPEG, too large, or for a file that is no picture. */
export class NoReducedCopy extends Unusable {
  constructor() {
    super('attachments:refused.not-accepted');
  }
}

export class FileIsTooLarge extends DomainError {
  readonly status = 413;
}

/** Answers of the protocol itself, as `@tus/server` gives its own. */
export interface TusAnswer {
  readonly status_code: number;
  readonly body: string;
}
export const CHECKSUM_MISMATCH: TusAnswer = { status_code: 460, body: 'Checksum mismatch\n' };
export const UNKNOWN_CHECKSUM: TusAnswer = { status_code: 400, body: 'Unknown checksum algorithm\n' };
export const UNKNOWN_MESSAGE: TusAnswer = { status_code: 400, body: 'The message is none of ours\n' };
/** Its message was sent while somebody took it back. */
export const IS_A_FILE: TusAnswer = { status_code: 409, body: 'It is a file of its case already\n' };
export const LOCKED: TusAnswer = { status_code: 423, body: 'Another request is writing this upload\n' };
export const MORE_THAN_ITS_LENGTH: TusAnswer = { status_code: 413, body: 'More bytes than Upload-Length says\n' };
/** Nobody is there any more to read it. */
export const BROKEN_OFF: TusAnswer = { status_code: 400, body: 'The request broke off\n' };
