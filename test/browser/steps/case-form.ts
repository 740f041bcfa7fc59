import { expect, type Page } from '@playwright/test';

/** What a case needs to be submitted, as somebody types it. */
export interface CaseInWords {
  readonly title: string;
  /** The patient's number in the project's register. */
  readonly localReference: string;
  readonly history: string;
  readonly question: string;
  readonly specialty: string;
}

/** A case of a child's skin that no other story has. */
export const ringOnTheBack = (mark: string): CaseInWords => ({
  title: `Ring-shaped rash on the back ${mark}`,
  localReference: `OPD-${mark}`,
  history: `Began three weeks ago with one red patch, grows at the edge. Episode ${mark}.`,
  question: 'Is this ringworm, and what can we do with clotrimazole alone?',
  specialty: 'Dermatology',
});

/** Fills in what is mandatory, for a new patient; the rest of the form stays as it was found. */
export async function fillIn(page: Page, { title, localReference, history, question, specialty }: CaseInWords): Promise<void> {
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  await page.getByRole('textbox', { name: 'Local reference' }).fill(localReference);
  await page.getByRole('textbox', { name: 'Age', exact: true }).fill('6');
  await page.getByRole('combobox', { name: 'Unit' }).selectOption('years');
  await page.getByRole('combobox', { name: 'Sex' }).selectOption('female');
  await page.getByRole('group', { name: 'Basis' }).getByRole('radio', { name: 'A guardian' }).check();
  await page.getByRole('group', { name: 'How' }).getByRole('radio', { name: 'Spoken, before a witness' }).check();
  await page.getByRole('textbox', { name: 'History', exact: true }).fill(history);
  await page.getByRole('textbox', { name: 'Question to the specialist' }).fill(question);
  await page.getByRole('combobox', { name: 'Specialty wanted' }).selectOption(specialty);
}

/** Ticks a specialty. Its questions come by themselves where JavaScript is on, else by the button. */
export async function openSection(page: Page, section: string, javaScriptEnabled: boolean): Promise<void> {
  await page.getByRole('checkbox', { name: section, exact: true }).check();
  if (!javaScriptEnabled) await page.getByRole('button', { name: 'Show the questions' }).click();
  await expect(page.getByRole('region', { name: section })).toBeVisible();
}

/** Presses one of the two buttons of that name: the form has it at top and bottom. */
export const press = (page: Page, button: 'Save' | 'Submit', where: 'top' | 'bottom' = 'top') =>
  page.getByRole('button', { name: button, exact: true })[where === 'top' ? 'first' : 'last']().click();

/** Adds files to the draft. They go at once where JavaScript is on, else by the button. @returns once they are listed */
export async function addFiles(page: Page, paths: readonly string[], javaScriptEnabled: boolean): Promise<void> {
  const attachments = page.getByRole('region', { name: 'Attachments' });
  const before = await attachments.getByRole('listitem').filter({ has: page.getByRole('heading') }).count();
  await page.getByLabel('Add', { exact: true }).setInputFiles([...paths]);
  if (!javaScriptEnabled) await page.getByRole('button', { name: 'Add the chosen files' }).click();
  await expect(attachments.getByRole('listitem').filter({ has: page.getByRole('heading') })).toHaveCount(before + paths.length);
}

/** Gives a file of a draft its name, description and place in the picture checklist, and comes back to the form. */
export async function describeFile(page: Page, name: string, to: { name: string; description?: string; view?: string }): Promise<void> {
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(to.name);
  if (to.description) await page.getByRole('textbox', { name: 'Description' }).fill(to.description);
  if (to.view) await page.getByRole('combobox', { name: 'View' }).selectOption(to.view);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('region', { name: 'Attachments' }).getByRole('heading', { name: to.name })).toBeVisible();
}

/** The green banner after Submit. @returns the reference that it gives */
export async function postedReference(page: Page): Promise<string> {
  const banner = page.getByRole('status').filter({ hasText: 'Case posted' });
  await expect(banner).toBeVisible();
  const [reference] = /[A-Z]{2,6}-\d{4}-\d{4,}/.exec(await banner.innerText()) ?? [];
  expect(reference, 'the reference in the banner').toBeTruthy();
  return reference!;
}

/** Posts a case without pictures, in the shortest way. @returns its reference */
export async function postCase(page: Page, words: CaseInWords): Promise<string> {
  await page.getByRole('link', { name: '+ CASE' }).click();
  await fillIn(page, words);
  await press(page, 'Submit');
  const sure = page.getByRole('button', { name: 'Submit all the same' });
  if (await sure.isVisible()) await sure.click();
  return postedReference(page);
}
