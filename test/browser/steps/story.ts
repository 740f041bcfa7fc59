import { test as base, type Page, type TestInfo } from '@playwright/test';
import { makeSamples } from '../../support/samples/index.js';
import { SAMPLES } from '../support/make-samples.js';
import { signIn } from '../support/people.js';
import type { Product } from '../support/product.js';
import { startProductForStories } from '../support/start-product.js';

type Samples = Awaited<ReturnType<typeof makeSamples>>;

interface People {
  /** Somebody at a browser of their own, signed in. */
  meet(email: string, firstPage?: string): Promise<Page>;
  /** A word that no other story says: for titles, names and local references. */
  mark: string;
}

/** What every story has: people, each at a browser of their own, and real files; and a product that only the stories of its process use. */
export const test = base.extend<People, { samples: Samples; product: Product }>({
  samples: [async ({}, use) => use(await makeSamples(SAMPLES)), { scope: 'worker', timeout: 60_000 }],

  product: [async ({}, use, { workerIndex }) => {
    const product = await startProductForStories(`product-${workerIndex}`);
    await use(product);
    await product.stop();
  }, { scope: 'worker', timeout: 180_000 }],

  baseURL: async ({ product }, use) => use(product.url),

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
