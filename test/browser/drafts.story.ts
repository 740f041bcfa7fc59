import type { Page } from '@playwright/test';
import { fillIn, openSection, postCase, postedReference, press, ringOnTheBack } from './steps/case-form.js';
import { expect, test } from './steps/story.js';
import { demoPassword, signIn } from './support/people.js';

const title = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true });
const history = (page: Page) => page.getByRole('textbox', { name: 'History', exact: true });
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved as a draft/ })).toBeVisible();

const message = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).click();
const notSent = (page: Page) => page.getByRole('alert').filter({ hasText: 'was not sent' });

async function signOut(page: Page): Promise<void> {
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}

/** Begins a case and waits until it has saved itself. */
async function begin(page: Page, words: string): Promise<void> {
  await signIn(page, 'staff@demo.example');
  await page.getByRole('link', { name: '+ CASE' }).click();
  await title(page).fill(words);
  await saved(page);
  await expect(page).toHaveURL(/\/cases\/[A-Z]+-\d{4}-\d+\/edit$/);
}

test('a draft saves itself, and is there on the way back and on another device', async ({ page, browser, mark }) => {
  const { title: words } = ringOnTheBack(mark);
  await begin(page, words);
  const stillToFillIn = page.getByRole('navigation', { name: 'Still to fill in' });
  await expect(stillToFillIn.getByRole('link', { name: 'The case complete' })).toBeVisible();
  await expect(stillToFillIn.getByRole('link', { name: 'Story 2 missing' })).toBeVisible();
  await openSection(page, 'Psychiatry', true);
  await page.getByRole('region', { name: 'Psychiatry' }).getByRole('textbox').first().fill(`Since the flood ${mark}`);
  await history(page).fill('Typed just before leaving');
  await expect(stillToFillIn.getByRole('link', { name: 'Story 1 missing' })).toBeVisible();
  await page.getByRole('link', { name: 'TO-DO' }).click();
  await expect(page.getByRole('link', { name: words })).toBeVisible();
  await page.goBack();
  await expect(title(page)).toHaveValue(words);
  await expect(async () => {
    if (!(await history(page).inputValue())) await page.reload();
    await expect(history(page)).toHaveValue('Typed just before leaving', { timeout: 500 });
  }).toPass();
  await expect(page.getByRole('region', { name: 'Psychiatry' }).getByRole('textbox').first()).toHaveValue(`Since the flood ${mark}`);

  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, 'staff@demo.example');
  await elsewhere.goto(page.url());
  await expect(history(elsewhere)).toHaveValue('Typed just before leaving');
  await elsewhere.context().close();
});

test('what a broken link kept back is still on the device, and for nobody else', async ({ page, mark }) => {
  const { title: words } = ringOnTheBack(mark);
  await begin(page, words);
  const address = page.url();
  await page.context().setOffline(true);
  await history(page).fill(`Written in the tent ${mark}`);
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet: no connection' })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(localStorage)), 'readable on the device').not.toContain('tent');

  const again = await page.context().newPage();
  await page.close();
  await again.context().setOffline(false);
  await again.goto(address);
  await expect(history(again)).toHaveValue('');
  await expect(notSent(again)).toBeVisible();
  const arrived = again.waitForResponse((answer) => answer.request().method() === 'POST' && answer.ok());
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(history(again)).toHaveValue(`Written in the tent ${mark}`);
  await arrived;
  await again.reload();
  await expect(history(again)).toHaveValue(`Written in the tent ${mark}`);
  await expect(notSent(again)).toBeHidden();
});

test('what was being written to a discussion is still on the device, for nobody else, until it is sent', async ({ page, mark }) => {
  await signIn(page, 'staff@demo.example');
  const reference = await postCase(page, ringOnTheBack(mark));
  const discussion = `/cases/${reference}/discussion`;
  await page.goto(discussion);
  await message(page).fill(`Fewer blisters ${mark}`);
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain(reference);
  expect(await page.evaluate(() => JSON.stringify(localStorage)), 'readable on the device').not.toContain('blisters');

  const again = await page.context().newPage();
  await page.close();
  await again.goto(discussion);
  await expect(message(again)).toHaveValue('');
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(message(again)).toHaveValue(`Fewer blisters ${mark}`);
  await send(again);
  await expect(again.getByRole('article').filter({ hasText: `Fewer blisters ${mark}` })).toHaveCount(1);
  await again.reload();
  await expect(notSent(again)).toBeHidden();

  // Sent, though the answer was lost on the way.
  await message(again).fill(`She eats again ${mark}`);
  await again.route('**/messages', async (route) => {
    await route.fetch({ maxRedirects: 0 });
    await route.fulfill({ status: 204 }); // the page stays as it is
  }, { times: 1 });
  await Promise.all([again.waitForResponse('**/messages'), send(again)]);
  await again.goto(discussion);
  await expect(again.getByRole('article').filter({ hasText: `She eats again ${mark}` })).toHaveCount(1);
  await expect(notSent(again)).toBeHidden();

  // Refused, and the page closed before it was put right.
  await message(again).fill(`${mark} `.padEnd(20_001, 'x'));
  await send(again);
  await expect(again.getByRole('heading', { name: 'Your message is not sent yet' })).toBeVisible();
  await again.goto(discussion);
  await notSent(again).getByRole('button', { name: 'Bring it back' }).click();
  await message(again).fill(`Shorter ${mark}`);
  await send(again);
  await expect(again.getByRole('article').filter({ hasText: `Shorter ${mark}` })).toHaveCount(1);
  await expect(notSent(again)).toBeHidden();

  // Another person at the same computer.
  await message(again).fill(`To be finished ${mark}`);
  await expect.poll(() => again.evaluate(() => JSON.stringify(localStorage))).toContain(reference);
  await signOut(again);
  await signIn(again, 'medco@demo.example');
  await again.goto(discussion);
  await expect(message(again)).toHaveValue('');
  await expect(notSent(again)).toBeHidden();
  await signOut(again);
  await signIn(again, 'staff@demo.example');
  await again.goto(discussion);
  await notSent(again).getByRole('button', { name: 'Discard it' }).click();
  await again.reload();
  await expect(notSent(again)).toBeHidden();
});

test('a link that comes back is enough: nothing has to be pressed', async ({ page, mark }) => {
  await begin(page, ringOnTheBack(mark).title);
  await page.context().setOffline(true);
  await history(page).fill('Written without a link');
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet: no connection' })).toBeVisible();
  await page.context().setOffline(false);
  await saved(page);
  await page.reload();
  await expect(history(page)).toHaveValue('Written without a link');
});

test('two tabs on one draft: the second is told, and can compare', async ({ page, mark }) => {
  await begin(page, ringOnTheBack(mark).title);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await history(page).fill('From the first tab');
  await press(page, 'Save');

  await history(second).fill('From the second tab');
  await expect(second.getByRole('status').filter({ hasText: 'saved elsewhere since you opened it' })).toBeVisible();
  await press(second, 'Save');
  await expect(second.getByRole('alert')).toContainText('History, saved there: From the first tab');
  await expect(history(second)).toHaveValue('From the second tab');
  await press(second, 'Save');
  await expect(second.getByRole('alert')).toHaveCount(0);
  await expect(history(second)).toHaveValue('From the second tab');
});

test('a draft stays in its project: nothing else can be chosen once it is saved, and whoever had chosen it before is told', async ({ page, mark }) => {
  const project = page.getByRole('combobox', { name: 'Project' });
  const offerAnother = () => project.evaluate((select: HTMLSelectElement) => { select.add(new Option('Another hospital', crypto.randomUUID())); });
  await signIn(page, 'staff@demo.example');
  await page.getByRole('link', { name: '+ CASE' }).click();
  await offerAnother();
  await title(page).fill(ringOnTheBack(mark).title);
  await saved(page);
  await expect(project.getByRole('option')).toHaveText(['Bunara hospital']);

  await offerAnother();
  await project.selectOption('Another hospital');
  await expect(page.getByRole('status').filter({ hasText: 'Not saved: a draft stays in the project that it was begun in' })).toBeVisible();
  await project.selectOption('Bunara hospital');
  await saved(page);

  await offerAnother();
  await project.selectOption('Another hospital');
  await history(page).fill(`Kept ${mark}`);
  await press(page, 'Save');
  await expect(page.getByRole('link', { name: /^Project: This draft stays in the project/ })).toBeVisible();
  await expect(history(page)).toHaveValue(`Kept ${mark}`);
  await expect(project.getByRole('option')).toHaveText(['Bunara hospital']);
});

test('a session that runs out while a draft saves itself loses nothing', async ({ page, mark }) => {
  await begin(page, ringOnTheBack(mark).title);
  await page.context().clearCookies();
  await history(page).fill('Written after the session ended');
  await expect(page.getByRole('status').filter({ hasText: 'you are signed out' })).toBeVisible();
  await press(page, 'Save');
  await page.getByLabel('E-mail', { exact: true }).fill('staff@demo.example');
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(history(page)).toHaveValue('Written after the session ended');
  await expect(notSent(page)).toBeHidden();
});

test('a case with three photos takes three actions beyond typing and choosing', async ({ page, mark, samples }) => {
  const words = ringOnTheBack(mark);
  await signIn(page, 'staff@demo.example');
  await page.getByRole('link', { name: '+ CASE' }).click(); // 1
  await fillIn(page, words);
  await page.getByLabel('Add', { exact: true }).setInputFiles([samples.jpeg12MP.path, samples.png.path, samples.webp.path]); // 2
  await expect(page.getByRole('region', { name: 'Attachments' }).getByRole('heading', { level: 3 })).toHaveCount(3);
  await press(page, 'Submit'); // 3
  await postedReference(page);
});
