import { casePaths } from '../cases/index.js';

/** Every address of the module. */
export const discussionPaths = {
  show: (reference: string) => `${casePaths.show(reference)}/discussion`,
  message: (reference: string, id: string) => `${casePaths.show(reference)}/discussion#m-${id}`,
  correct: (reference: string, id: string, form: 'write' | 'answer') => `${casePaths.show(reference)}/discussion?corrects=${id}#${form}`,
  messages: (reference: string) => `${casePaths.show(reference)}/messages`,
  replies: (reference: string) => `${casePaths.show(reference)}/replies`,
  questions: (reference: string) => `${casePaths.show(reference)}/questions`,
  answers: (reference: string) => `${casePaths.show(reference)}/answers`,
  /** A picture opens under Case Images; any other file is saved. The files' own addresses belong to the attachments. */
  file: (reference: string, id: string, isPicture: boolean) =>
    isPicture ? `${casePaths.show(reference)}/discussion?image=${id}` : `${casePaths.show(reference)}/attachments/${id}/file`,
  outcome: (reference: string) => `${casePaths.show(reference)}/outcome`,
};
