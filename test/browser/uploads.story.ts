import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { attach, fileNames } from './steps/attachments.js';
import { fillIn, postCase, press, ringOnTheBack } from './steps/case-form.js';
import { openCase, openTab } from './steps/case-life.js';
import { save } from './steps/downloads.js';
import { expect, test } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { signIn } from './support/people.js';

/** From now on only so many more parts get through. */
async function breakTheLink(page: Page, parts: number): Promise<void> {
  let left = parts;
  await page.route('**/uploads/*', (route) => (route.request().method() === 'PATCH' && (left -= 1) < 0 ? route.abort() : route.continue()));
}

test.beforeEach(async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept()); // "Leave the page?"
  await signIn(page, 'staff@demo.example');
});

test('a picture goes on after a broken link, and after the page was closed', async ({ page, mark, samples }) => {
  const picture = samples.jpeg12MP;
  const reference = await postCase(page, ringOnTheBack(mark));
  await openCase(page, reference);
  await openTab(page, 'Attachments');
  await breakTheLink(page, 1);
  await attach(page, [picture.path], true);
  await expect(page.getByText('No connection. It goes on by itself; what has arrived stays.')).toBeVisible();
  await expectNoViolations(page);

  await page.goto('/to-do');
  await page.unroute('**/uploads/*');
  await openCase(page, reference);
  await openTab(page, 'Attachments');
  await expect(page.getByText(`Choose ${picture.name} again, and it goes on where it was.`)).toBeVisible();
  const parts: string[] = [];
  page.on('request', (request) => { if (request.method() === 'PATCH') parts.push(request.headers()['upload-offset']!); });
  await page.getByLabel('Drop files here, or choose them').setInputFiles([picture.path]);

  await expect(page.getByRole('status')).toContainText('1 file was added.');
  expect(Number(parts[0]), 'what had arrived is not sent again').toBeGreaterThan(0);
  const { bytes } = await save(page, page.getByRole('link', { name: `Save ${picture.name}` }));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(await readFile(picture.path)).digest('hex'));
});

test('an upload is paused, goes on, and is taken back', async ({ page, mark, samples }) => {
  const reference = await postCase(page, ringOnTheBack(mark));
  await openCase(page, reference);
  await openTab(page, 'Attachments');
  await breakTheLink(page, 0);
  await attach(page, [samples.jpeg12MP.path, samples.png.path], true);
  await page.getByRole('button', { name: `Cancel ${samples.png.name}` }).click();
  await page.getByRole('button', { name: `Pause ${samples.jpeg12MP.name}` }).click();
  await expect(page.getByText('Paused. What has arrived stays.')).toBeVisible();
  await page.unroute('**/uploads/*');

  await page.getByRole('button', { name: `Go on ${samples.jpeg12MP.name}` }).click();

  await expect(page.getByRole('status')).toContainText('1 file was added.');
  expect(await fileNames(page)).toEqual([samples.jpeg12MP.name]);
});

test('a new case keeps what is typed while its files are on their way', async ({ page, mark, samples }) => {
  const words = ringOnTheBack(mark);
  await page.getByRole('link', { name: '+ CASE' }).click();
  await fillIn(page, words);
  await page.getByLabel('Add', { exact: true }).setInputFiles([samples.png.path]);
  const attachments = page.getByRole('region', { name: 'Attachments' });
  await expect(attachments.getByRole('heading', { name: samples.png.name })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(words.title);
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(`${words.title}, seen again`);
  await press(page, 'Save');
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(`${words.title}, seen again`);
  await expect(attachments.getByRole('heading', { name: samples.png.name })).toBeVisible();
});
