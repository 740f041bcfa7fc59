import { DomainEvent } from '#libs/events/domain-event';

export class FileAttached extends DomainEvent<{ readonly caseId: string; readonly reference: string; readonly attachmentId: string }> {
  static override readonly type = 'attachments.attached';
}

/** The original of a file has come in the place of its reduced copy. */
export class OriginalCame extends DomainEvent<FileAttached['payload'] & { readonly reducedKey: string }> {
  static override readonly type = 'attachments.original-came';
}

/** Files of a draft were taken away; their bytes follow. */
export class FilesRemoved extends DomainEvent<{ readonly caseId: string; readonly files: readonly { readonly attachmentId: string; readonly storageKey: string }[] }> {
  static override readonly type = 'attachments.removed';
}

/** A virus was found in a file of a case, and the file put away. */
export class FileFoundInfected extends DomainEvent<{ readonly caseId: string; readonly reference: string; readonly attachmentId: string; readonly uploadedBy: string | null }> {
  static override readonly type = 'attachments.found-infected';
}
