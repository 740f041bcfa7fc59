import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import type { Transaction } from '#libs/database/unit-of-work';
import { identifyFile } from '#libs/files/identify-file';
import { safeFileName } from '#libs/files/safe-name';
import { DiskStore } from '#libs/storage/disk-store';
import { hasPreview, isPicture, isQuarantined, type Attachment } from './attachment.js';
import { insertAttachment } from './attachments.keeper.js';
import { AttachmentsReader } from './attachments.reader.js';
import { LARGE } from './preview-sizes.js';
import { originalRemark } from './remarks.js';
import { Originals } from './originals.js';
import { Previews } from './previews.js';

/** A file of a case, for those who make something of it. */
export interface CaseAttachment extends Attachment {
  readonly isPicture: boolean;
  /** A virus was found in it: it may be named, and nothing more. */
  readonly isQuarantined: boolean;
  /** That it is only a copy which stands for an original, as a key of words. */
  readonly remark: string | null;
  /** Whether `pagesShown` of its pages can be seen. */
  readonly hasPreview: boolean;
}

/** A file that the system itself has made. */
export interface SystemFile {
  readonly name: string;
  readonly description: string;
  /** Where it lies; it is copied. */
  readonly path: string;
}

/** What other modules may ask of the files of a case. Who may see them is decided before. */
@Injectable()
export class CaseAttachments {
  constructor(
    private readonly reader: AttachmentsReader,
    private readonly store: DiskStore,
    private readonly originals: Originals,
    private readonly previews: Previews,
  ) {}

  /** Every file of a case, the oldest first. */
  async of(caseId: string): Promise<CaseAttachment[]> {
    return (await this.reader.of(caseId)).map((file) => ({
      ...file,
      isPicture: isPicture(file),
      isQuarantined: isQuarantined(file),
      remark: originalRemark(file),
      hasPreview: hasPreview(file),
    }));
  }

  /** A page as a WebP that fits into 1920 pixels. @param page from 1 to `pagesShown` @throws PreviewLost */
  page(file: CaseAttachment, page: number): Promise<Buffer> {
    return this.previews.read(file, LARGE, page);
  }

  /** Whether the original is where it should be: after a restore gone wrong it may not. @throws StoreAway */
  isThere(file: CaseAttachment): Promise<boolean> {
    return this.originals.isThere(file);
  }

  /** Puts the original at a path of this machine, to be read. @throws FileMissing, StoreAway */
  copyTo(file: CaseAttachment, path: string): Promise<void> {
    return this.originals.copyTo(file, path);
  }

  /**
   * Puts a file that nobody has uploaded on a case. Safe to repeat: a case has one such file of a name.
   * @throws Error when it is not of a kind that is accepted; SQL state TC001 on a closed case
   */
  async attachSystemFile(tx: Transaction, kase: { readonly id: string; readonly reference: string }, { name, description, path }: SystemFile): Promise<void> {
    const safeName = safeFileName(name);
    const [there] = await tx.query(`select from attachments where case_id = $1 and uploaded_by is null and name = $2`, [kase.id, safeName]);
    if (there) return;
    const identified = await identifyFile(path, safeName);
    if (!identified.ok) throw new Error(`${safeName} can't be attached: ${identified.reason}`);
    const stored = await this.store.receive(createReadStream(path));
    await insertAttachment(tx, kase, { ...stored, name: safeName, identified }, { uploadedBy: null, description });
  }
}
