import type { Locator } from '@playwright/test';
import { postedReference, ringOnTheBack } from './steps/case-form.js';
import { expect, test } from './steps/story.js';
import { demoPassword } from './support/people.js';

/** Goes on with Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(target: Locator): Promise<void> {
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 100; steps++) {
    await target.page().keyboard.press('Tab');
    if (await hasFocus()) return;
  }
  throw new Error(`Tab never came to ${target}`);
}

test('a case is posted with the keyboard alone', async ({ page, mark }) => {
  const words = ringOnTheBack(mark);
  const type = async (field: Locator, text: string) => {
    await tabTo(field);
    await page.keyboard.type(text);
  };
  await page.goto('/sign-in');
  await type(page.getByLabel('E-mail'), 'staff@demo.example');
  await type(page.getByLabel('Password'), demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'TO-DO' })).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeInViewport();
  await tabTo(page.getByRole('link', { name: '+ CASE' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'New case' })).toBeVisible();

  await type(page.getByRole('textbox', { name: 'Title', exact: true }), words.title);
  await type(page.getByRole('textbox', { name: 'Local reference' }), words.localReference);
  await type(page.getByRole('textbox', { name: 'Age', exact: true }), '6');
  await type(page.getByRole('combobox', { name: 'Sex' }), 'female');
  await tabTo(page.getByRole('radio', { name: 'The patient' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'A guardian' })).toBeChecked();
  await tabTo(page.getByRole('radio', { name: 'In writing' }));
  await page.keyboard.press('Space');
  await type(page.getByRole('textbox', { name: 'History', exact: true }), words.history);
  await type(page.getByRole('textbox', { name: 'Question to the specialist' }), words.question);
  await type(page.getByRole('combobox', { name: 'Specialty wanted' }), 'Pediatrics');
  await tabTo(page.getByRole('button', { name: 'Submit' }).last());
  await page.keyboard.press('Enter');
  await postedReference(page);
});
