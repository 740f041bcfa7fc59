import { casePaths } from '../cases/index.js';

const tab = (reference: string) => `${casePaths.show(reference)}/attachments`;
const one = (reference: string, id: string) => `${tab(reference)}/${id}`;

/** Every address of the module. */
export const attachmentPaths = {
  tab,
  one,
  removal: (reference: string, id: string) => `${one(reference, id)}/removal`,
  file: (reference: string, id: string) => `${one(reference, id)}/file`,
  preview: (reference: string, id: string, size: number, page = 1) => `${one(reference, id)}/preview/${size}${page > 1 ? `?page=${page}` : ''}`,
  viewer: (reference: string, id: string) => `${casePaths.show(reference)}/images/${id}`,
  zip: (reference: string) => `${tab(reference)}.zip`,
};
