import { expect, type Page } from '@playwright/test';

/** What a browser has to say against the pages it opens, gathered until somebody asks. */
export interface Flaws {
  /** Fails with all that was gathered since the last time. */
  expectNone(): void;
}

/** Listens for errors on the console, a breach of the page's policy included, for files that are missing, and for requests to anybody else. */
export function watch(page: Page, ours: string): Flaws {
  let found: string[] = [];
  const note = (what: string) => found.push(`${new URL(page.url()).pathname}: ${what}`);
  page.on('console', (message) => {
    // That a form was refused (422) or an address is unknown (404) is what the page itself is about.
    if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text())) note(message.text());
  });
  page.on('pageerror', ({ message }) => note(message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${ours}/`) && !request.url().startsWith('data:')) note(`asks ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) note(`${response.status()} ${response.url()}`);
  });
  return {
    expectNone() {
      const all = found;
      found = [];
      expect(all).toEqual([]);
    },
  };
}
