import { expect, type Locator, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { readPdf, type ReadPdf } from '../../support/read-pdf.js';

/** A file as it arrived on the person's device. */
export interface Saved {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
}

/** Presses a link that saves a file. */
export async function save(page: Page, link: Locator): Promise<Saved> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(await download.failure()).toBeNull();
  const path = await download.path();
  return { name: download.suggestedFilename(), path, bytes: await readFile(path) };
}

/** Takes the open case out as a PDF and reads it back. */
export async function downloadPdf(page: Page): Promise<ReadPdf> {
  const { path } = await save(page, page.getByRole('link', { name: 'Download PDF' }));
  return readPdf(path);
}

/** Takes every attachment of the open case, by its name in the zip. */
export async function downloadAll(page: Page): Promise<Map<string, Buffer>> {
  const { bytes } = await save(page, page.getByRole('link', { name: /^Download All/ }));
  return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content)]));
}
