import type { Locator, Page } from '@playwright/test';
import { postedReference } from './steps/case-form.js';
import { expect, test } from './steps/story.js';
import { demoPassword } from './support/people.js';

/** Presses Tab until it is there, as somebody does who has no mouse. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`The Tab key never came to ${wanted}`);
}

async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

test('somebody without a mouse signs in, posts a case after putting it right, looks at pictures and signs out', async ({ page, mark }) => {
  test.slow();
  const { keyboard } = page;
  const type = async (field: Locator, text: string) => {
    await tabTo(page, field);
    await keyboard.type(text);
  };
  const title = page.getByRole('textbox', { name: 'Title', exact: true });

  await page.goto('/sign-in');
  await type(page.getByLabel('E-mail'), 'staff@demo.example');
  await type(page.getByLabel('Password'), demoPassword);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'TO-DO' })).toBeVisible();

  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeInViewport();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.goto('/to-do');
  await press(page, page.getByRole('link', { name: '+ CASE' }));
  await tabTo(page, title);
  await press(page, page.locator('.help summary').filter({ hasText: 'Local reference' }));
  await expect(page.getByText('Never a name', { exact: false }).first()).toBeVisible();
  await type(page.getByRole('textbox', { name: 'Local reference' }), `K-${mark}`);
  await type(page.getByRole('combobox', { name: 'Sex' }), 'f');
  await tabTo(page, page.getByRole('radio', { name: 'The patient', exact: false }));
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'A guardian', exact: false })).toBeChecked();
  await press(page, page.getByRole('button', { name: 'Submit' }).last());

  // The list of problems takes the focus; each leads to its field.
  await expect(page.getByRole('alert').first()).toBeFocused();
  await press(page, page.getByRole('alert').first().getByRole('link', { name: 'Title' }));
  await expect(title).toBeFocused();
  await keyboard.type(`Without a mouse ${mark}`);
  await press(page, page.getByRole('button', { name: 'Save' }).last());
  await expect(title).toHaveValue(`Without a mouse ${mark}`);
  await expect(page.getByRole('combobox', { name: 'Sex' })).toHaveValue('female');

  await type(page.getByRole('textbox', { name: 'Age', exact: true }), '6');
  await tabTo(page, page.getByRole('radio', { name: 'In writing' }));
  await keyboard.press('Space');
  await type(page.getByRole('textbox', { name: 'History', exact: true }), 'Began three weeks ago');
  await type(page.getByRole('textbox', { name: 'Question to the specialist' }), 'Is this ringworm?');
  await type(page.getByRole('combobox', { name: 'Specialty wanted' }), 'Pediatrics');
  await press(page, page.getByRole('button', { name: 'Submit' }).last());
  await postedReference(page);

  await page.goto('/cases?q=growing for three weeks');
  await press(page, page.getByRole('link', { name: 'growing for three weeks' }));
  await press(page, page.getByRole('link', { name: 'Full screen' }).first());
  const place = page.getByRole('heading', { level: 1 });
  for (const [key, then] of [['', 'picture 1 of'], ['ArrowRight', 'picture 2 of'], ['ArrowLeft', 'picture 1 of']] as const) {
    if (key) await keyboard.press(key);
    await expect(place).toContainText(then);
    await page.waitForLoadState();
  }
  await keyboard.press('Escape');
  await expect(place).toContainText('Ring-shaped');

  await page.goto('/profile');
  await press(page, page.getByRole('button', { name: 'Sign out', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});
