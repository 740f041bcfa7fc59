import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** The folder that holds package.json, whether this runs from the sources or from dist/. */
export const projectRoot = findRoot(import.meta.dirname);
