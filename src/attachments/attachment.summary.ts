import type { CaseFileSummary } from '../cases/index.js';
import { hasPreview, isPicture, isQuarantined, type Attachment } from './attachment.js';
import { attachmentPaths } from './attachments.paths.js';
import { THUMBNAIL } from './preview-sizes.js';
import { remarksOn } from './remarks.js';

/** A file as the pages of other modules need it. @param isScannerSetUp whether there is a virus scanner */
export function summaryOf(file: Attachment, isScannerSetUp: boolean): CaseFileSummary {
  const { id, messageId, name, description, view, bytes, uploadedBy } = file;
  const thumbnail = hasPreview(file) ? attachmentPaths.preview(file.reference, id, THUMBNAIL) : null;
  return { id, messageId, name, description, view, bytes, uploadedBy, thumbnail, isPicture: isPicture(file), remarks: remarksOn(file, isScannerSetUp), warning: file.hasBurnedInText ? 'attachments:images.burned-in-text' : null, isQuarantined: isQuarantined(file) };
}
