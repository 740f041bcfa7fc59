import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GPS_DATUM } from '../support/samples/index.js';
import { exeNamedJpg } from '../support/samples/liars.js';
import { attach, fileNames, filterBy, sortBy, view } from './steps/attachments.js';
import { postCase, ringOnTheBack } from './steps/case-form.js';
import { openCase, openTab } from './steps/case-life.js';
import { downloadAll, save } from './steps/downloads.js';
import { expect, test, withAndWithoutJavaScript } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { SAMPLES } from './support/make-samples.js';
import { signIn } from './support/people.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

withAndWithoutJavaScript(() => {
  test('files are added, found, looked at and taken out', async ({ page, meet, mark, samples, javaScriptEnabled }) => {
    await signIn(page, 'staff@demo.example');
    const reference = await postCase(page, { ...ringOnTheBack(mark), specialty: 'Pediatrics' });
    await openCase(page, reference);
    await openTab(page, 'Attachments');

    // + Attach Files: a file that lies is refused by itself, with the reason; the rest is there at once.
    const program = await exeNamedJpg(SAMPLES);
    const first = [samples.jpeg12MP, samples.tiff, samples.heic, samples.pdf, samples.docx, samples.mp4];
    await attach(page, [...first, program].map(({ path }) => path), javaScriptEnabled);
    await expect(page.getByRole('alert')).toContainText(`${program.name} was not added.`);
    await expect(page.getByRole('alert')).toContainText('The other files are not affected.');
    await expect(async () => expect((await fileNames(page)).sort()).toEqual(first.map(({ name }) => name).sort())).toPass();

    // A coordinator sees the case and adds to it, but takes nothing out whole.
    const coordinator = await meet('coordinator@demo.example');
    await openCase(coordinator, reference);
    await openTab(coordinator, 'Attachments');
    await attach(coordinator, [samples.png.path], javaScriptEnabled);
    await expect(coordinator.getByRole('status')).toContainText('1 file was added.');
    await expect(coordinator.getByText('Download All')).toHaveCount(0);

    // The list: by type, and in each order.
    await openTab(page, 'Attachments');
    const all = [...first, samples.png];
    await filterBy(page, 'Documents');
    expect((await fileNames(page)).sort()).toEqual([samples.pdf.name, samples.docx.name].sort());
    await filterBy(page, 'Video');
    expect(await fileNames(page)).toEqual([samples.mp4.name]);
    await filterBy(page, 'All');
    expect((await fileNames(page))[0], 'the newest first').toBe(samples.png.name);
    await sortBy(page, 'File name');
    expect(await fileNames(page)).toEqual(all.map(({ name }) => name).sort());
    await sortBy(page, 'Uploaded by');
    expect((await fileNames(page)).at(-1), 'S. Lindqvist comes after Nurse M. Okello').toBe(samples.png.name);
    await sortBy(page, 'Date added');
    if (javaScriptEnabled) await expectNoViolations(page);

    // View puts the picture under Case Images, which stays beside every tab.
    const images = await view(page, samples.jpeg12MP.name);
    await expect(images.getByText(samples.jpeg12MP.name, { exact: true })).toBeVisible();
    const shown = await page.request.get((await images.getByRole('figure').getByRole('img').getAttribute('src'))!);
    expect((await shown.body()).includes(GPS_DATUM), 'a preview does not tell where it was taken').toBe(false);
    for (const tab of ['Details', 'Discussion', 'History', 'Attachments']) {
      await openTab(page, tab);
      await expect(images).toBeVisible();
    }

    // Full screen: through all pictures, and the original saved to the byte.
    await view(page, samples.tiff.name);
    await view(page, samples.jpeg12MP.name);
    await images.getByRole('link', { name: 'Full screen' }).click();
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toContainText('picture 1 of 4');
    await expect(page.getByRole('link', { name: 'Previous' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Next' }).click();
    await expect(heading).toContainText('picture 2 of 4, page 1 of 3');
    await page.getByRole('link', { name: 'Next' }).click();
    await expect(heading).toContainText('picture 2 of 4, page 2 of 3');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'page 3 of 3' }).click();
    await expect(page.getByRole('link', { name: 'page 3 of 3' })).toHaveAttribute('aria-current', 'true');
    if (javaScriptEnabled) await expectNoViolations(page);
    await page.getByRole('link', { name: 'page 1 of 3' }).click();
    await page.getByRole('link', { name: 'Previous' }).click();
    await expect(heading).toContainText(samples.jpeg12MP.name);
    const saved = await save(page, page.getByRole('link', { name: 'Save image' }));
    expect([saved.name, sha256(saved.bytes)]).toEqual([samples.jpeg12MP.name, sha256(await readFile(samples.jpeg12MP.path))]);
    expect(saved.bytes.includes(GPS_DATUM), 'the original is as it was').toBe(true);
    if (javaScriptEnabled) {
      await expectNoViolations(page);
      await page.keyboard.press('ArrowRight');
      await expect(heading).toContainText('picture 2 of 4');
      await page.keyboard.press('ArrowLeft');
      await expect(heading).toContainText('picture 1 of 4');
      await page.keyboard.press('Escape');
    } else {
      await page.getByRole('link', { name: 'Close' }).click();
    }
    await expect(page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name: /^Attachments/ })).toHaveAttribute('aria-current', 'page');

    // Download All: every file as it was sent, and a manifest of sums.
    const zip = await downloadAll(page);
    const sums = all.map(async ({ name, path }) => `${sha256(await readFile(path))}  ${name}`);
    expect(zip.get('manifest-sha256.txt')!.toString().trim().split('\n').sort()).toEqual((await Promise.all(sums)).sort());
    for (const { name, bytes } of all) expect(zip.get(name)?.length, name).toBe(bytes);
    expect(zip.size).toBe(all.length + 1);
  });
});
