import { expect, type Page } from '@playwright/test';
import { openTab } from './case-life.js';

/** Writes a comment into the discussion of the open case. */
export async function comment(page: Page, words: string): Promise<void> {
  await openTab(page, 'Discussion');
  await page.getByRole('textbox', { name: 'Message' }).fill(words);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('article').filter({ hasText: words })).toBeVisible();
}

/** A specialist asks for information. */
export async function ask(page: Page, words: string): Promise<void> {
  await page.getByRole('link', { name: 'Ask for information', exact: true }).click();
  const form = page.getByRole('region', { name: 'Your answer' });
  if (!(await form.getByRole('textbox', { name: 'What do you need to know?' }).isVisible())) await form.getByText('Ask for information instead').click();
  await form.getByRole('textbox', { name: 'What do you need to know?' }).fill(words);
  await form.getByRole('button', { name: 'Ask for information' }).click();
  await expect(page.getByRole('article').filter({ hasText: words })).toContainText('Question');
}

/** The project replies to a question. */
export async function reply(page: Page, words: string): Promise<void> {
  await page.getByRole('link', { name: 'Reply', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill(words);
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(page.getByRole('article').filter({ hasText: words })).toBeVisible();
}

/** What a specialist answers; the first picture is good, the second has to be repeated. */
export async function answer(page: Page, { impression, advice, watch }: { impression: string; advice: string; watch: string }): Promise<void> {
  await page.getByRole('link', { name: 'Answer', exact: true }).click();
  const form = page.getByRole('region', { name: 'Your answer' });
  await form.getByRole('textbox', { name: 'Impression or diagnosis' }).fill(impression);
  await form.getByRole('textbox', { name: 'Advice, plan' }).fill(advice);
  await form.getByRole('textbox', { name: 'What to look out for' }).fill(watch);
  const pictures = form.getByRole('group', { name: /^Quality of (?!each)/ });
  await pictures.nth(0).getByRole('radio', { name: 'good' }).check();
  await pictures.nth(1).getByRole('radio', { name: 'repeat' }).check();
  await form.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(page.getByRole('article').filter({ hasText: impression })).toContainText(advice);
}
