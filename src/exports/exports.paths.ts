import { casePaths } from '../cases/index.js';

/** Every address of the module. */
export const exportPaths = {
  /** The PDF of a case; of a large one, the page that says how far it is. */
  pdf: (reference: string) => `${casePaths.show(reference)}.pdf`,
  /** The PDF of a large case once it is made. */
  madePdf: (reference: string) => `${casePaths.show(reference)}.pdf/file`,
};
