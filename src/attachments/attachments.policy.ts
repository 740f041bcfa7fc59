import type { Rules } from '#libs/authorization/rules';
import type { CaseRelation } from '../cases/index.js';

export type AttachmentAction = 'see' | 'add' | 'edit' | 'remove' | 'open' | 'download-all';

const anyoneOnTheCase = { 'project-staff': 'own', medco: 'mission', specialist: 'allocated', coordinator: 'all' } as const;
const whoeverMayWrite = { 'project-staff': 'own', medco: 'mission', specialist: 'accepted', coordinator: 'all' } as const;

/** Who may do what to the files of a case: the rows of the one table that are about attachments. */
export const attachmentRules: Rules<AttachmentAction, CaseRelation> = {
  see: anyoneOnTheCase,
  add: whoeverMayWrite,
  /** And only what they have uploaded themselves: `assertUploader`. */
  edit: whoeverMayWrite,
  /** From a draft only. */
  remove: { 'project-staff': 'author' },
  open: anyoneOnTheCase,
  'download-all': { 'project-staff': 'own', medco: 'mission' },
};
