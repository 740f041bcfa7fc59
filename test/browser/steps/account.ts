import { expect, type Page } from '@playwright/test';
import type { Mail } from '../support/mail-server.js';
import { linkIn } from './mails.js';

/** Somebody who has no account yet. */
export interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly role: 'Project staff' | 'Specialist';
  /** The project or the specialty, as the form calls it. */
  readonly where: string;
}

/** Asks for an account, from the sign-in page on. */
export async function requestAccount(page: Page, { name, email, role, where }: Newcomer): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Request an account' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('combobox', { name: 'Role' }).selectOption(role);
  await page.getByRole('combobox', { name: role === 'Specialist' ? 'Specialty' : 'Project' }).selectOption(where);
  await page.getByRole('textbox', { name: 'Why' }).fill('I start here on Monday.');
  await page.getByRole('button', { name: 'Send the request' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Look into your e-mail' })).toBeVisible();
}

/** Follows the link of the mail that asks whether the address is theirs. */
export async function confirmAddress(page: Page, mail: Mail): Promise<void> {
  await page.goto(linkIn(mail));
  await page.getByRole('button', { name: 'Confirm this e-mail' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Request received' })).toBeVisible();
}

/** An administrator opens the request from the mail and approves it with what was asked for. */
export async function approve(page: Page, mail: Mail, { name, role, where }: Newcomer): Promise<void> {
  await page.goto(linkIn(mail));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(page.getByRole('checkbox', { name: role })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: where })).toBeChecked();
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('status')).toContainText('The activation e-mail is on its way');
}

/** Follows the link of the activation mail, which works once, and signs in by choosing a password. */
export async function activate(page: Page, mail: Mail, password: string): Promise<void> {
  await page.goto(linkIn(mail));
  await page.getByLabel(/^New password(?! once)/).fill(password);
  await page.getByLabel('New password once more').fill(password);
  await page.getByRole('button', { name: 'Save password and sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'TO-DO' })).toBeVisible();
}
