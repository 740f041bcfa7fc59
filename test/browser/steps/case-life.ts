import { expect, type Page } from '@playwright/test';

/** Opens a case by its reference from the list, as the address in a mail does not. */
export async function openCase(page: Page, reference: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'CASES' }).click();
  await page.getByLabel('Reference, patient, or any words of the case').fill(reference);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('link', { name: `View ${reference}` }).click();
  await expect(page.getByRole('navigation', { name: 'Case' })).toBeVisible();
}

export const openTab = (page: Page, tab: string) => page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name: new RegExp(`^${tab}`) }).click();

/** A coordinator gives an open case to a specialist of the wanted specialty, or of another one. */
export async function allocate(page: Page, specialist: string, specialty?: string): Promise<void> {
  await page.getByRole('link', { name: 'Allocate', exact: true }).first().click();
  if (specialty) {
    await page.getByRole('combobox', { name: 'Specialty' }).selectOption({ label: specialty });
    await page.getByRole('button', { name: 'Show' }).click();
  }
  await page.getByRole('checkbox', { name: specialist }).check();
  await page.getByRole('button', { name: 'Allocate', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('The case is allocated');
}

/** The specialist takes the case, on its page. */
export async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('You have accepted this case');
}

/** Closes the open case after the three questions. */
export async function closeCase(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Close case' }).click();
  await page.getByRole('group', { name: 'Was the advice carried out?' }).getByRole('radio', { name: 'Yes, all of it' }).check();
  await page.getByRole('group', { name: 'How is the patient?' }).getByRole('radio', { name: 'Better' }).check();
  await page.getByRole('textbox', { name: 'Did it change what you did?' }).fill('Yes: cream instead of tablets.');
  await page.getByRole('button', { name: 'Close case' }).click();
  await expect(page.getByRole('note')).toContainText('Nothing can be added');
}
