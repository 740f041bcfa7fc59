import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attach, fileNames } from './steps/attachments.js';
import { postCase, ringOnTheBack } from './steps/case-form.js';
import { openCase, openTab } from './steps/case-life.js';
import { save } from './steps/downloads.js';
import { expect, test } from './steps/story.js';
import { slowLink, usualLink } from './support/link.js';
import { demoPassword, signIn } from './support/people.js';
import { startProduct, type Product } from './support/product.js';

/** On a product of its own, as the others go on with theirs. */
test('a picture goes on by itself after the server was started anew, and after its sender was signed out', async ({ browser, mark, samples }) => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'telecase-restart-'));
  await chmod(folder, 0o755);
  const settings = { DATA_DIR: join(folder, 'data'), DEMO_PASSWORD: demoPassword };
  const start = (port = {}) => startProduct('restart', { ...settings, ...port });
  let product: Product | undefined = await start();
  const { port } = new URL(product.url);
  const context = await browser.newContext({ baseURL: product.url });
  try {
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, 'staff@demo.example');
    const picture = samples.jpeg12MP;
    const reference = await postCase(page, ringOnTheBack(mark));
    await openCase(page, reference);
    await openTab(page, 'Attachments');
    const link = await slowLink(page, 150_000);
    await attach(page, [picture.path], true);
    await expect(page.locator('[data-state]')).toContainText('left');
    await openTab(page, 'Discussion');

    await product.stop();
    product = undefined;
    await expect(page.getByText('No connection. It goes on by itself; what has arrived stays.')).toBeVisible({ timeout: 30_000 });
    product = await start({ PORT: port });
    await context.clearCookies(); // as when a session has come to its end
    await expect(page.getByText('You have been signed out.')).toBeVisible({ timeout: 90_000 });
    await usualLink(link);
    const other = await context.newPage();
    await signIn(other, 'staff@demo.example');

    await expect(page.getByText('All your files have arrived.')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('link', { name: 'To the attachments' }).click();
    expect(await fileNames(page)).toEqual([picture.name]);
    const { bytes } = await save(page, page.getByRole('link', { name: `Save ${picture.name}` }));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(await readFile(picture.path)).digest('hex'));
  } finally {
    await context.close();
    await product?.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
