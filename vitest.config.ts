import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As the compiler does it, or entities would behave differently in tests and in production.
  oxc: { typescript: { removeClassFieldsWithoutInitializer: true }, assumptions: { setPublicClassFields: true } },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    globals: true,
    include: ['{config,libs,src,test}/**/*.{spec,test}.ts'],
    globalSetup: ['test/support/database.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Each file has a database, an application and a data folder of its own; loading all modules anew for it took a third of the time.
    isolate: false,
  },
});
