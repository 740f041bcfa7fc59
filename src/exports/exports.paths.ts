import { casePaths } from '../cases/index.js';

/** Every address of the module. */
export const exportPaths = {
  pdf: (reference: string) => `${casePaths.show(reference)}.pdf`,
};
