import { squeeze } from '../support/read-pdf.js';
import { addFiles, describeFile, fillIn, openSection, postCase, postedReference, press, ringOnTheBack } from './steps/case-form.js';
import { closeCase, openCase, openTab } from './steps/case-life.js';
import { downloadPdf } from './steps/downloads.js';
import { expect, test, withAndWithoutJavaScript } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { demoPassword, signIn } from './support/people.js';

const mandatory = [
  'Project', 'Kind', 'Title', 'Local reference', 'Age', 'Unit', 'Sex', 'Basis', 'How', 'Taken by', 'Date', 'History', 'Question to the specialist', 'Specialty wanted', 'Urgency', 'Language',
];
const sections = ['Dermatology', 'Pediatrics', 'Psychiatry', 'Obstetrics/Gynecology'];

withAndWithoutJavaScript(() => {
  test('project staff post a case, from + CASE to the green banner', async ({ page, mark, samples, javaScriptEnabled }) => {
    const words = ringOnTheBack(mark);
    await signIn(page, 'staff@demo.example');
    const cases = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'CASES' });
    await expect(cases).toBeVisible();

    const plusCase = page.getByRole('link', { name: '+ CASE' });
    const { x, y } = (await plusCase.boundingBox())!;
    expect(x < 400 && y < 60, '+ CASE is at top left').toBe(true);
    await plusCase.click();

    // Nothing but the project: it can be saved, not submitted.
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill(words.title);
    await press(page, 'Save');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Draft');
    await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(words.title);
    if (javaScriptEnabled) await expectNoViolations(page);

    // Found again under TO-DO and under CASES.
    await page.getByRole('link', { name: 'TO-DO' }).click();
    await expect(page.getByRole('region', { name: /^Waiting for you/ }).getByRole('link', { name: words.title })).toBeVisible();
    await cases.click();
    await page.getByRole('link', { name: words.title }).click();

    // Submit names everything that is missing, and leads there; what was typed stays.
    await press(page, 'Submit', 'bottom');
    const problems = page.getByRole('alert', { name: /things before this case can be submitted/ });
    await problems.getByRole('link', { name: 'Write what you want to know' }).click();
    await expect(page.getByRole('textbox', { name: 'Question to the specialist' })).toBeFocused();
    await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(words.title);
    if (javaScriptEnabled) await expectNoViolations(page);

    await fillIn(page, words);
    for (const section of sections) {
      await expect(page.getByRole('region', { name: section })).toBeHidden();
      await openSection(page, section, javaScriptEnabled);
      if (section !== 'Dermatology') await page.getByRole('checkbox', { name: section, exact: true }).uncheck();
    }
    const skin = page.getByRole('region', { name: 'Dermatology' });
    await skin.getByRole('group', { name: 'Itch' }).getByRole('radio', { name: 'Severe' }).check();
    await skin.getByRole('textbox', { name: 'Evolution' }).fill(`Spread to the neck ${mark}`);

    await addFiles(page, [samples.jpeg12MP.path], javaScriptEnabled);
    await describeFile(page, samples.jpeg12MP.name, { name: `Back of the child ${mark}.jpg`, description: 'With a ruler', view: 'Distribution' });
    await expect(skin.getByRole('textbox', { name: 'Evolution' })).toHaveValue(`Spread to the neck ${mark}`);

    // One picture of three: a warning, and the choice.
    await press(page, 'Submit');
    await expect(page.getByRole('alert')).toContainText('1 of 3 pictures that Dermatology asks for');
    await page.getByRole('button', { name: 'Submit all the same' }).click();
    const reference = await postedReference(page);

    await expect(page.getByRole('region', { name: /^Waiting for others/ }).getByRole('link', { name: words.title })).toBeVisible();
    await page.getByRole('status').getByRole('link', { name: 'View' }).click();
    await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Dermatology' })).toContainText('Severe');
    await expect(page.getByRole('complementary', { name: 'Case Images' })).toBeVisible();
    expect(page.url()).toContain(`/cases/${reference}`);
    if (javaScriptEnabled) await expectNoViolations(page);
  });

  test('mandatory fields carry a red star, and each has its help', async ({ page }) => {
    await signIn(page, 'staff@demo.example');
    await page.getByRole('link', { name: '+ CASE' }).click();
    await expect(page.getByText(/\S \*$/)).toHaveText(mandatory.map((name) => `${name} *`));
    for (const name of mandatory) {
      await expect(page.getByText(`${name} *`, { exact: true }).getByText('*')).toHaveCSS('color', /^rgb\([12]\d\d, \d\d?, \d\d?\)$/);
      const help = page.getByRole('group').filter({ has: page.getByText(`Help: ${name}`, { exact: true }) }).last();
      const text = help.getByRole('paragraph');
      await expect(text).toBeHidden();
      await help.getByText('Help').click();
      await expect(text).toHaveText(/.{20}/);
    }
  });

  test('a closed case takes nothing more and goes on as a new one', async ({ page, mark, samples, javaScriptEnabled }) => {
    const words = { ...ringOnTheBack(mark), specialty: 'Psychiatry', title: `Does not sleep since the flood ${mark}` };
    await signIn(page, 'staff@demo.example');
    const reference = await postCase(page, words);
    await openCase(page, reference);

    const pdf = await downloadPdf(page);
    for (const written of [reference, words.title, words.localReference, words.history, words.question]) expect(pdf.text).toContain(squeeze(written));
    expect(pdf.pages.at(-1)).toContain(squeeze(`Page ${pdf.pages.length} of ${pdf.pages.length}`));

    await closeCase(page);
    await expect(page.getByRole('link', { name: 'Close case' })).toHaveCount(0);
    await openTab(page, 'Discussion');
    await expect(page.getByRole('note')).toContainText('This case is closed. Nothing can be added.');
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await openTab(page, 'Attachments');
    await expect(page.getByText('+ Attach Files')).toHaveCount(0);
    if (javaScriptEnabled) await expectNoViolations(page);

    await page.getByRole('button', { name: 'Continue as new case' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Draft');
    await expect(page.getByRole('link', { name: reference })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Patient' })).toContainText(words.localReference);
    const files = page.getByRole('region', { name: 'Attachments' });
    await expect(async () => {
      await page.reload();
      await expect(files.getByRole('heading', { name: `${reference}.pdf` })).toBeVisible({ timeout: 1000 });
    }, 'the PDF of the closed case arrives by itself').toPass({ timeout: 20_000 });

    await addFiles(page, [samples.txt.path], javaScriptEnabled);
    await page.getByRole('link', { name: reference }).click();
    const chain = page.getByRole('region', { name: 'Linked cases' }).getByRole('listitem');
    await expect(chain).toHaveText([new RegExp(`This case.*${reference}`, 's'), /Draft/]);
  });
});

test('what was typed outlives the session', async ({ page, mark }) => {
  const { title, history } = ringOnTheBack(mark);
  await signIn(page, 'staff@demo.example');
  await page.getByRole('link', { name: '+ CASE' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  await page.getByRole('textbox', { name: 'History', exact: true }).fill(history);
  await page.context().clearCookies();

  await press(page, 'Save');
  await expect(page.getByRole('main')).toContainText('What you typed is kept');
  await page.getByLabel('E-mail', { exact: true }).fill('staff@demo.example');
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue(title);
  await expect(page.getByRole('textbox', { name: 'History', exact: true })).toHaveValue(history);
});
