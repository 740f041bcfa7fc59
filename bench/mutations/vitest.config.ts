import { relative } from 'node:path';
import house from '../../vitest.config.js';
import { mutate } from './in-source.js';
import { SOURCES } from './sources.js';

/** Puts every fault of the sources in, asleep. The files themselves stay as they are. */
const withMutants = {
  name: 'mutants',
  enforce: 'pre' as const,
  transform(_: string, path: string) {
    const file = relative(process.cwd(), path);
    return file in SOURCES ? { code: mutate(file, SOURCES[file]!.within).code, map: null } : null;
  },
};

export default { ...house, plugins: [withMutants], test: { ...house.test, include: ['bench/mutations/*.test.ts'], maxWorkers: 1 } };
