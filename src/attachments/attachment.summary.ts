import type { CaseFileSummary } from '../cases/index.js';
import { hasPreview, isPicture, type Attachment } from './attachment.js';
import { attachmentPaths } from './attachments.paths.js';
import { THUMBNAIL } from './preview-sizes.js';

/** A file as the pages of other modules need it. */
export function summaryOf(file: Attachment): CaseFileSummary {
  const { id, messageId, name, description, view, bytes, uploadedBy } = file;
  const thumbnail = hasPreview(file) ? attachmentPaths.preview(file.reference, id, THUMBNAIL) : null;
  return { id, messageId, name, description, view, bytes, uploadedBy, thumbnail, isPicture: isPicture(file) };
}
