import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { attach, fileNames } from './steps/attachments.js';
import { fillIn, postCase, postedReference, press, ringOnTheBack } from './steps/case-form.js';
import { openCase, openTab } from './steps/case-life.js';
import { save } from './steps/downloads.js';
import { expect, test } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { slowLink, usualLink } from './support/link.js';
import { signIn } from './support/people.js';

/** From now on only so many more parts get through. */
async function breakTheLink(page: Page, parts: number): Promise<void> {
  let left = parts;
  await page.route('**/uploads/*', (route) => (route.request().method() === 'PATCH' && (left -= 1) < 0 ? route.abort() : route.continue()));
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const line = (page: Page) => page.getByRole('complementary').filter({ has: page.getByRole('link', { name: 'To the attachments' }) });

/** Uploads that a page begins. */
function begun(page: Page): string[] {
  const names: string[] = [];
  page.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/uploads')) names.push(request.headers()['upload-metadata']!); });
  return names;
}

test.beforeEach(async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept()); // "Leave the page?"
  await signIn(page, 'staff@demo.example');
});

test('a picture goes on while its sender looks at something else', async ({ page, mark, samples }) => {
  const picture = samples.jpeg12MP;
  const reference = await postCase(page, ringOnTheBack(mark));
  await openCase(page, reference);
  await openTab(page, 'Attachments');
  const uploads = begun(page);
  const link = await slowLink(page, 150_000);
  await attach(page, [picture.path], true);
  await expect(page.locator('[data-state]')).toContainText('left');
  await openTab(page, 'Details');
  await expect(line(page)).toContainText('Your files are being sent.');
  await expectNoViolations(page);
  await page.goto('/to-do');
  await expect(line(page)).toContainText(/[\d.]+ MB of [\d.]+ MB/);
  await usualLink(link);
  await expect(line(page)).toContainText('All your files have arrived.');

  await line(page).getByRole('link').click();
  await expect(async () => expect(await fileNames(page)).toEqual([picture.name])).toPass();
  expect(uploads).toHaveLength(1);
  const { bytes } = await save(page, page.getByRole('link', { name: `Save ${picture.name}` }));
  expect(sha256(bytes)).toBe(sha256(await readFile(picture.path)));
});

test('a case goes before its picture, a small copy before the original, and the specialist sees it on the way', async ({ page, meet, mark, samples }) => {
  const words = ringOnTheBack(mark);
  await page.getByRole('link', { name: '+ CASE' }).click();
  await fillIn(page, words);
  const link = await slowLink(page, 150_000);
  await page.getByLabel('Add', { exact: true }).setInputFiles([samples.jpeg12MP.path]);
  await expect(page.getByRole('region', { name: 'Attachments' }).getByText('Original on its way')).toBeVisible();
  const sentAt = Date.now();
  await press(page, 'Submit');
  const sure = page.getByRole('button', { name: 'Submit all the same' });
  await expect(sure.or(page.getByText('Case posted'))).toBeVisible();
  if (await sure.isVisible()) await sure.click();
  const reference = await postedReference(page);
  expect(Date.now() - sentAt, 'milliseconds').toBeLessThan(15_000);
  await expect(line(page)).toContainText('Your files are being sent.');

  const coordinator = await meet('coordinator@demo.example');
  await openCase(coordinator, reference);
  const images = coordinator.getByRole('complementary', { name: 'Case Images' });
  await expect(async () => {
    await coordinator.reload();
    await expect(images.getByRole('figure').getByRole('img')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(images).toContainText('Original on its way');
  await expectNoViolations(coordinator);
  await images.getByRole('link', { name: 'Full screen' }).click();
  await expect(coordinator.getByText('Original on its way')).toBeVisible();
  await expect.poll(() => coordinator.locator('main > img').evaluate((img: HTMLImageElement) => img.naturalHeight)).toBe(1024); // turned as the camera was held

  await usualLink(link);
  await expect(line(page)).toContainText('All your files have arrived.');
  await coordinator.reload();
  await expect(coordinator.getByText('Original on its way')).toHaveCount(0);
  await expect.poll(async () => {
    await coordinator.reload();
    return coordinator.locator('main > img').evaluate((img: HTMLImageElement) => img.naturalHeight);
  }).toBeGreaterThan(1024);
});

test('two windows send a picture once', async ({ page, mark, samples }) => {
  const reference = await postCase(page, ringOnTheBack(mark));
  await openCase(page, reference);
  await openTab(page, 'Attachments');
  const other = await page.context().newPage();
  const uploads = [begun(page), begun(other)];
  const link = await slowLink(page, 200_000);
  await attach(page, [samples.jpeg12MP.path], true);
  await expect(page.locator('[data-state]')).toContainText('left');
  await other.goto(page.url());
  await expect(other.getByRole('button', { name: `Pause ${samples.jpeg12MP.name}` })).toBeVisible();
  await usualLink(link);
  for (const window of [page, other]) await expect(window.getByRole('button', { name: `Pause ${samples.jpeg12MP.name}` })).toHaveCount(0);
  await page.reload();
  expect(await fileNames(page)).toEqual([samples.jpeg12MP.name]);
  expect(uploads.flat()).toHaveLength(1);
  await other.close();
});

test('where the device keeps nothing, a picture chosen again goes on after a broken link, and after the page was closed', async ({ page, mark, samples }) => {
  const picture = samples.jpeg12MP;
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined })); // as over http
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
  expect(sha256(bytes)).toBe(sha256(await readFile(picture.path)));
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

test('a message goes before its picture, which follows by itself', async ({ page, meet, mark, samples }) => {
  const picture = samples.jpeg12MP;
  const reference = await postCase(page, ringOnTheBack(mark));
  await openCase(page, reference);
  await openTab(page, 'Discussion');
  const link = await slowLink(page, 150_000);
  await page.getByLabel('Files', { exact: true }).setInputFiles([picture.path]);
  await expect(page.locator('[data-state]')).toContainText('left');
  await expectNoViolations(page);
  await page.getByRole('textbox', { name: 'Message' }).fill('The picture you asked for');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('article')).toContainText('The picture you asked for');
  await expect(page.locator('[data-upload]')).toHaveCount(0);
  await expect(line(page)).toContainText('Your files are being sent.');

  const coordinator = await meet('coordinator@demo.example');
  await openCase(coordinator, reference);
  await openTab(coordinator, 'Discussion');
  await expect(coordinator.getByRole('article')).toContainText(/1 more file was chosen and has not arrived yet|Original on its way/);

  await usualLink(link);
  await expect(line(page)).toContainText('All your files have arrived.');
  await page.reload();
  await expect(page.getByRole('article').getByRole('link', { name: picture.name })).toBeVisible();
  await expect(page.getByRole('article')).not.toContainText(/on its way|not arrived/);
  await openTab(page, 'Attachments');
  const { bytes } = await save(page, page.getByRole('link', { name: `Save ${picture.name}` }));
  expect(sha256(bytes)).toBe(sha256(await readFile(picture.path)));
});

test('what was chosen for a message is nobody’s before it is sent, and is still there when the page is opened again', async ({ page, meet, mark, samples }) => {
  const reference = await postCase(page, ringOnTheBack(mark));
  await openCase(page, reference);
  await openTab(page, 'Discussion');
  const waits = page.locator('[data-upload]').filter({ hasText: 'Arrived. It goes with your message.' });
  await page.getByLabel('Files', { exact: true }).setInputFiles([samples.png.path, samples.pdf.path]);
  await expect(waits).toHaveCount(2);

  await openTab(page, 'Attachments');
  expect(await fileNames(page)).toEqual([]);
  await expect(line(page)).toHaveCount(0);
  await page.goto(`/cases/${reference}/discussion`);
  await expect(waits).toHaveCount(2);
  await page.getByRole('button', { name: `Cancel ${samples.pdf.name}` }).click();
  await expect(waits).toHaveCount(1);

  await page.getByRole('button', { name: 'Send', exact: true }).click(); // without a word
  await expect(page.getByRole('heading', { name: 'Your message is not sent yet' })).toBeVisible();
  await expect(waits).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Message' }).fill('One picture');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('article').getByRole('link', { name: samples.png.name })).toBeVisible();
  await expect(page.locator('[data-upload]')).toHaveCount(0);

  const coordinator = await meet('coordinator@demo.example');
  await openCase(coordinator, reference);
  await openTab(coordinator, 'Attachments');
  expect(await fileNames(coordinator)).toEqual([samples.png.name]);
});

test('a file that was taken back stays out of the message, and one that can’t be asked for stays in, though the link fails', async ({ page, mark, samples }) => {
  const reference = await postCase(page, ringOnTheBack(mark));
  await page.goto(`/cases/${reference}/discussion`);
  const waits = page.locator('[data-upload]').filter({ hasText: 'Arrived. It goes with your message.' });
  await page.getByLabel('Files', { exact: true }).setInputFiles([samples.png.path, samples.pdf.path]);
  await expect(waits).toHaveCount(2);

  await page.route('**/uploads/*', (route) => (['HEAD', 'DELETE'].includes(route.request().method()) ? route.abort() : route.continue()));
  await page.reload();
  await expect(waits).toHaveCount(2);
  await page.getByRole('button', { name: `Cancel ${samples.pdf.name}` }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('One picture');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('article').getByRole('link')).toHaveText([samples.png.name, /^Correct/]);

  // Its own answer may have been cut off by the next page, which then hears that there is nothing.
  const takenBack = page.waitForResponse((answer) => answer.request().method() === 'DELETE' && [204, 404].includes(answer.status()));
  await page.unroute('**/uploads/*');
  await page.reload();
  await takenBack;
});

test('where the device keeps nothing, a message waits for its files', async ({ page, mark, samples }) => {
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined })); // as over http
  const reference = await postCase(page, ringOnTheBack(mark));
  await page.goto(`/cases/${reference}/discussion`);
  const link = await slowLink(page, 400_000);
  await page.getByLabel('Files', { exact: true }).setInputFiles([samples.jpeg12MP.path]);
  await expect(page.locator('[data-state]')).toContainText('left');
  await page.getByRole('textbox', { name: 'Message' }).fill('The picture you asked for');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.locator('[data-state]')).toContainText('left');
  await usualLink(link);
  await expect(page.getByRole('article').getByRole('link', { name: samples.jpeg12MP.name })).toBeVisible();
});
