export { AttachmentsModule } from './attachments.module.js';
export { FileAttached, FileFoundInfected } from './attachments.events.js';
export { CaseAttachments, type CaseAttachment, type SystemFile } from './case-attachments.js';
