import { expect, type Page } from '@playwright/test';

/** The one password of all demo accounts during the stories. */
export const demoPassword = 'Nine quiet herons by the ferry';

/** Signs in as somebody would, and sees what waits; administrators and auditors begin elsewhere. */
export async function signIn(page: Page, email: string, firstPage = 'TO-DO'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: firstPage })).toBeVisible();
}
