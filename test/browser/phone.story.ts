import { addFiles, describeFile, fillIn, postedReference, press, ringOnTheBack } from './steps/case-form.js';
import { openTab } from './steps/case-life.js';
import { comment } from './steps/discussion.js';
import { expect, test } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { signIn } from './support/people.js';

test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

test('a case is posted and discussed on a phone 360 pixels wide', async ({ page, mark, samples }) => {
  /** Once the page is there: it fits, and axe has nothing to say. */
  const fits = async (heading: string) => {
    await expect(page.getByRole('heading', { level: 1 })).toContainText(heading);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} is not pushed sideways`).toBe(360);
    await expectNoViolations(page);
  };
  const words = ringOnTheBack(mark);
  await signIn(page, 'staff@demo.example');
  await fits('TO-DO');
  await page.getByRole('link', { name: '+ CASE' }).tap();
  await fits('New case');
  await fillIn(page, words);
  await addFiles(page, [samples.jpeg12MP.path], true);
  await describeFile(page, samples.jpeg12MP.name, { name: `Back ${mark}.jpg`, view: 'Distribution' });
  await press(page, 'Submit', 'bottom');
  await fits('Draft');
  await page.getByRole('button', { name: 'Submit all the same' }).tap();
  const reference = await postedReference(page);
  await fits('TO-DO');

  await page.getByRole('status').getByRole('link', { name: 'View' }).tap();
  await expect(page.getByRole('main')).toContainText(reference);
  for (const tab of ['Details', 'History', 'Attachments']) {
    await openTab(page, tab);
    await fits(words.title);
  }
  await comment(page, `Seen again today ${mark}`);
  await fits(words.title);
  await page.getByRole('link', { name: 'Full screen' }).tap();
  await fits('Distribution');
  await page.getByRole('link', { name: 'Close' }).tap();
  await fits(words.title);
  await page.getByRole('link', { name: 'CASES', exact: true }).first().tap();
  await fits('CASES');
});
