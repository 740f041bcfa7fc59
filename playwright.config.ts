import { defineConfig, devices } from '@playwright/test';
import { ensureChromium } from './scripts/lib/chromium.mjs';

/** Stories of real people in a real browser, on the product as it is built. Those of one process share one demo mission, so they are told one at a time. */
export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.story.ts',
  outputDir: 'test-results/browser',
  globalSetup: './test/browser/support/make-samples.ts',
  reporter: [
    ['line'],
    ['json', { outputFile: 'test-results/playwright.json' }],
    ['./test/browser/support/product-log.ts'],
  ],
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    {
      name: 'desktop',
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 1280, height: 800 },
        actionTimeout: 15_000,
        locale: 'en-GB',
        timezoneId: 'UTC',
        screenshot: 'only-on-failure',
        // Pictures and copies of pages in the trace would take half of the time; the last picture of a failure says enough.
        trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
        contextOptions: { reducedMotion: 'reduce' },
        // It opens nothing but our own product, and Chromium's sandbox needs rights that root and containers lack.
        launchOptions: { ...(await ensureChromium()), chromiumSandbox: false },
      },
    },
  ],
});
