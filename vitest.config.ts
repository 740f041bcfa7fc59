import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.js';

export default defineConfig({
  // As the compiler does it, or entities would behave differently in tests and in production.
  oxc: { typescript: { removeClassFieldsWithoutInitializer: true }, assumptions: { setPublicClassFields: true } },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    globals: true,
    include: ['{config,libs,src,test}/**/*.{spec,test}.ts'],
    globalSetup: ['test/support/database.ts', 'test/support/samples-folder.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // More than processors, since much of the time is spent waiting: for the database, for processes, for a job to be tried again.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Each file has a database, an application and a data folder of its own; loading all modules anew for it took a third of the time.
    isolate: false,
  },
});
