import { expect, type Locator, type Page } from '@playwright/test';

const list = (page: Page) => page.getByRole('region', { name: 'Files on this case' });

/** The names of the files in the list, from top to bottom. */
export const fileNames = (page: Page) => list(page).getByRole('listitem').getByRole('heading').allInnerTexts();

/** Shows one type only, "All" for every file. */
export async function filterBy(page: Page, type: string): Promise<void> {
  const link = list(page).getByRole('navigation', { name: 'Type' }).getByRole('link', { name: new RegExp(`^${type} \\d`) });
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'true');
}

export async function sortBy(page: Page, order: 'File name' | 'Date added' | 'Uploaded by'): Promise<void> {
  await list(page).getByRole('link', { name: order }).click();
  await expect(list(page).getByRole('link', { name: order })).toHaveCount(0);
}

/** Puts a picture under Case Images, as soon as its preview is made. */
export async function view(page: Page, name: string): Promise<Locator> {
  await list(page).getByRole('link', { name: `View ${name}` }).click();
  const images = page.getByRole('complementary', { name: 'Case Images' });
  await expect(async () => {
    await page.reload();
    await expect(images.getByRole('figure').getByRole('img')).toBeVisible({ timeout: 1000 });
  }, `a preview of ${name}`).toPass({ timeout: 30_000 });
  return images;
}

/** Adds files to a case that is posted. They go at once where JavaScript is on, else by the button. */
export async function attach(page: Page, paths: readonly string[], javaScriptEnabled: boolean): Promise<void> {
  await page.getByRole('link', { name: '+ Attach Files' }).click();
  await page.getByLabel('Drop files here, or choose them').setInputFiles([...paths]);
  if (!javaScriptEnabled) await page.getByRole('button', { name: 'Continue', exact: true }).click();
}
