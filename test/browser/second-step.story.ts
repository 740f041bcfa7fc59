import type { Page } from '@playwright/test';
import { generateKeyPairSync } from 'node:crypto';
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

test('somebody adds a passkey, and signs in with it', async ({ page, context }) => {
  const email = 'obgyn@demo.example';
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', { options });

  await givePassword(page, email);
  await page.goto('/profile/passkeys');
  await expect(page.getByText('Set up the app first')).toBeVisible();
  await page.goto('/profile/second-step/setup');
  const app = authenticator((await scan(page)).searchParams.get('secret')!);
  await page.getByLabel('Code').fill(app.code());
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.goto('/profile/passkeys');
  await page.getByRole('button', { name: 'Add a passkey of this device' }).click();
  await expect(page.getByRole('listitem')).toHaveText(/Chrome/);
  await expectNoViolations(page);
  const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toHaveLength(1);

  await page.goto('/profile');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await givePassword(page, email);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'TO-DO' })).toBeVisible();

  // It shows once more who they are, too, since it asks for a finger itself.
  await page.goto('/profile/proof?next=/profile/email');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Change e-mail' })).toBeVisible();
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.goto('/profile/proof?next=/profile/email');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('link', { name: 'This is not right' })).toBeVisible();
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });

  // Another device that says it has this key, and has not.
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await devices.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  const { authenticatorId: thief } = await devices.send('WebAuthn.addVirtualAuthenticator', { options });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { type: 'pkcs8', format: 'der' }, publicKeyEncoding: { type: 'spki', format: 'der' } });
  await devices.send('WebAuthn.addCredential', { authenticatorId: thief, credential: { ...credentials[0]!, privateKey: privateKey.toString('base64') } });
  await givePassword(page, email);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('This passkey was not accepted')).toBeVisible();
  await page.getByLabel('Code').fill(app.code(1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'TO-DO' })).toBeVisible();

  await page.goto('/profile/passkeys');
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(0);
  await page.goto('/profile/second-step');
  await page.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByText('The second step is off.')).toBeVisible();
});

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
