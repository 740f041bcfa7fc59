import type { Page } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { authenticator } from '../support/authenticator.js';
import { expect, test, withAndWithoutJavaScript } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { demoPassword } from './support/people.js';

/** What a telephone sees that is held before the screen. */
async function scan(page: Page): Promise<URL> {
  const picture = await page.getByRole('img', { name: 'Picture to be scanned' }).screenshot();
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return new URL(decodeQR({ width: info.width, height: info.height, data }));
}

async function givePassword(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

withAndWithoutJavaScript(() => {
  test.use({ colorScheme: 'dark' });

  test('somebody sets up a second step, signs in with it, and turns it off', async ({ page, javaScriptEnabled }) => {
    const look = async () => (javaScriptEnabled ? expectNoViolations(page) : undefined);
    const email = 'obgyn@demo.example';
    await givePassword(page, email);
    await page.goto('/profile');
    await look();
    await page.getByRole('link', { name: 'See and change it' }).click();
    await page.getByRole('link', { name: 'Set it up' }).click();
    await look();

    const scanned = await scan(page);
    expect(decodeURIComponent(scanned.pathname)).toContain(`Telecase:${email}`);
    const app = authenticator(scanned.searchParams.get('secret')!);
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByText('This is not the code that the app shows now')).toBeVisible();
    expect((await scan(page)).search).toBe(scanned.search);
    await page.getByLabel('Code').fill(app.code());
    await page.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Recovery codes' })).toBeVisible();
    await expect(page.getByRole('listitem')).toHaveCount(10);
    await look();
    const recovery = (await page.getByRole('listitem').first().textContent())!;

    await page.goto('/profile');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await givePassword(page, email);
    await expect(page.getByRole('heading', { level: 1, name: 'One more step' })).toBeVisible();
    await look();
    await page.getByLabel('Code').fill(recovery);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'TO-DO' })).toBeVisible();

    await page.goto('/profile/second-step');
    await expect(page.getByText('9 codes are left.')).toBeVisible();
    await look();
    await page.getByRole('button', { name: 'Turn off' }).click();
    await expect(page.getByText('The second step is off.')).toBeVisible();
    await page.goto('/profile/email');
    await look();
    await page.goto('/profile/password');
    await look();
    await page.goto('/profile/proof');
    await look();
  });
});
