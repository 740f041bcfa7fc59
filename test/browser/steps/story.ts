import { test as base, type Page, type TestInfo } from '@playwright/test';
import { makeSamples } from '../../support/samples/index.js';
import { signIn } from '../support/people.js';

type Samples = Awaited<ReturnType<typeof makeSamples>>;

interface People {
  /** Somebody at a browser of their own, signed in. */
  meet(email: string, firstPage?: string): Promise<Page>;
  /** A word that no other story says: for titles, names and local references. */
  mark: string;
}

/** What every story has: people, each at a browser of their own, and real files. */
export const test = base.extend<People, { samples: Samples }>({
  samples: [async ({}, use) => use(await makeSamples('test-results/samples')), { scope: 'worker', timeout: 60_000 }],

  meet: async ({ browser }, use) => {
    const pages: Page[] = [];
    await use(async (email, firstPage) => {
      const page = await browser.newPage();
      pages.push(page);
      await signIn(page, email, firstPage);
      return page;
    });
    for (const page of pages) await page.close();
  },

  mark: async ({}, use, { testId }: TestInfo) => use(testId.slice(-7)),
});

export { expect } from '@playwright/test';

/** Tells a story twice: as most people see it, and with JavaScript switched off. */
export function withAndWithoutJavaScript(tell: () => void): void {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled });
      tell();
    });
  }
}
