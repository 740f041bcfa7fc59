import type { Page } from '@playwright/test';
import { postedReference, ringOnTheBack } from './steps/case-form.js';
import { expect, test } from './steps/story.js';
import { demoPassword } from './support/people.js';

/** Goes on with Tab until this is what has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 120; steps++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if (await focused.and(page.getByRole('link', { name }).or(page.getByRole('button', { name })).or(page.getByRole('textbox', { name })).or(page.getByRole('combobox', { name })).or(page.getByRole('radio', { name })).or(page.getByLabel(name))).count()) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

test('a case is posted with the keyboard alone', async ({ page, mark }) => {
  const words = ringOnTheBack(mark);
  const type = async (name: string | RegExp, text: string) => {
    await tabTo(page, name);
    await page.keyboard.type(text);
  };
  await page.goto('/sign-in');
  await type('E-mail', 'staff@demo.example');
  await type('Password', demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'TO-DO' })).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeInViewport();
  await tabTo(page, '+ CASE');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'New case' })).toBeVisible();

  await type(/^Title/, words.title);
  await type(/^Local reference/, words.localReference);
  await type(/^Age/, '6');
  await type(/^Sex/, 'female');
  await tabTo(page, 'The patient');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'A guardian' })).toBeChecked();
  await tabTo(page, 'In writing');
  await page.keyboard.press('Space');
  await type(/^History/, words.history);
  await type(/^Question to the specialist/, words.question);
  await type(/^Specialty wanted/, 'Pediatrics');
  await tabTo(page, 'Submit');
  await page.keyboard.press('Enter');
  await postedReference(page);
});
