import { attach } from './steps/attachments.js';
import { postCase, ringOnTheBack } from './steps/case-form.js';
import { openCase, openTab } from './steps/case-life.js';
import { save } from './steps/downloads.js';
import { expect, test, withAndWithoutJavaScript } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { signIn } from './support/people.js';

withAndWithoutJavaScript(() => {
  test('a case with two scans is taken out as a PDF that is made meanwhile', async ({ page, mark, samples, javaScriptEnabled }) => {
    await signIn(page, 'staff@demo.example');
    const reference = await postCase(page, ringOnTheBack(mark));
    await openCase(page, reference);
    await openTab(page, 'Attachments');
    for (let scan = 1; scan <= 2; scan += 1) {
      await attach(page, [samples.dicomSlices.path], javaScriptEnabled);
      await expect(page.getByRole('region', { name: 'Files on this case' }).getByRole('heading', { name: samples.dicomSlices.name })).toHaveCount(scan);
    }
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole('region', { name: 'Files on this case' }).locator('img')).toHaveCount(2, { timeout: 1000 });
    }, 'previews of both').toPass({ timeout: 45_000 });

    // One press, as for any other case. The page says how far it is and looks again by itself; nobody's focus is taken.
    await openTab(page, 'Details');
    await page.getByRole('link', { name: 'Download PDF' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The PDF is being made');
    await expect(page.getByRole('progressbar', { name: 'How far the PDF is' })).toBeVisible();
    await expect(page).toHaveURL(`/cases/${reference}.pdf`);
    if (javaScriptEnabled) await expectNoViolations(page);
    const back = page.getByRole('link', { name: `Back to case ${reference}` });
    await back.focus();

    const link = page.getByRole('link', { name: 'Download PDF' });
    await expect(link).toBeVisible({ timeout: 45_000 });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The PDF is ready');
    await expect(page).toHaveTitle(`${reference}: The PDF is ready - Telecase`);
    if (javaScriptEnabled) {
      await expect(back).toBeFocused();
      await expectNoViolations(page);
    }
    const { name, bytes } = await save(page, link);
    expect(name).toBe(`${reference}.pdf`);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');

    // The same address later: what was made is still there.
    await page.goto(`/cases/${reference}.pdf`);
    await expect(link).toBeVisible();
  });
});
