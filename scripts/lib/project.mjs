import { join } from 'node:path';

/** The folder with package.json. */
export const root = join(import.meta.dirname, '../..');

/** A path inside the project. */
export const inProject = (...path) => join(root, ...path);
