import { squeeze } from '../support/read-pdf.js';
import { activate, approve, confirmAddress, requestAccount, type Newcomer } from './steps/account.js';
import { addFiles, describeFile, fillIn, postedReference, press, ringOnTheBack } from './steps/case-form.js';
import { accept, allocate, closeCase, openCase, openTab } from './steps/case-life.js';
import { answer, ask, comment, reply } from './steps/discussion.js';
import { downloadPdf } from './steps/downloads.js';
import { linkIn, mailAbout } from './steps/mails.js';
import { expect, test, withAndWithoutJavaScript } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { mailTo, waitingMails } from './support/mails.js';

const views = ['Distribution', 'Close-up anterior/posterior', 'Close-up oblique/lateral'];
const password = 'Seven slow barges at noon';

withAndWithoutJavaScript(() => {
  test('a new nurse registers a patient and gets an answer from a new dermatologist', async ({ browser, meet, mark, samples, javaScriptEnabled }) => {
    test.slow();
    const nurse: Newcomer = { name: `Nurse B. Tamele ${mark}`, email: `tamele-${mark}@bunara.example`, role: 'Project staff', where: 'Bunara hospital' };
    const dermatologist: Newcomer = { name: `Dr E. Vask ${mark}`, email: `vask-${mark}@clinic.example`, role: 'Specialist', where: 'Dermatology' };
    const admin = await meet('admin@demo.example', 'Accounts');
    const join = async (newcomer: Newcomer) => {
      const page = await browser.newPage();
      await requestAccount(page, newcomer);
      await confirmAddress(page, await mailTo(newcomer.email, /Confirm your e-mail address/));
      await approve(admin, await mailTo('admin@demo.example', /request for an account/), newcomer);
      const mail = await mailTo(newcomer.email, /Your account is ready/);
      await activate(page, mail, password);
      return { page, mail };
    };
    const { page: project, mail } = await join(nurse);
    const { page: specialist } = await join(dermatologist);
    await admin.goto(linkIn(mail));
    await expect(admin.getByRole('heading', { level: 1, name: 'This link can’t be used any more' })).toBeVisible();

    // The nurse registers a patient, with three pictures by the checklist: nothing to warn of.
    const words = ringOnTheBack(mark);
    const secret = [words.title, words.localReference, words.history, words.question, 'rash', 'ringworm', 'Tinea'];
    await project.getByRole('link', { name: 'Register new patient' }).click();
    await fillIn(project, words);
    const pictures = [samples.jpeg12MP, samples.heic, samples.bmp];
    await addFiles(project, pictures.map(({ path }) => path), javaScriptEnabled);
    for (const [at, { name }] of pictures.entries()) await describeFile(project, name, { name: `${at + 1} ${name}`, view: views[at] });
    await press(project, 'Submit');
    const reference = await postedReference(project);

    // The first specialist refuses; the case is back with the coordinators, and nobody lost it.
    const coordinator = await meet('coordinator@demo.example');
    await coordinator.goto(linkIn(await mailAbout(reference, 'coordinator@demo.example', /waits for allocation/, secret)));
    await allocate(coordinator, 'Dr A. Diallo');
    const busy = await meet('dermatology@demo.example');
    await busy.goto(linkIn(await mailAbout(reference, 'dermatology@demo.example', /a case for you/, secret)));
    await busy.getByRole('link', { name: 'Refuse with a reason' }).click();
    await busy.getByRole('textbox', { name: 'Reason' }).fill(`Travelling until Thursday ${mark}`);
    await busy.getByRole('button', { name: 'Refuse', exact: true }).click();
    await expect(busy.getByRole('heading', { level: 1, name: 'TO-DO' })).toBeVisible();
    expect((await busy.goto(`/cases/${reference}`))!.status()).toBe(404);
    await coordinator.goto(linkIn(await mailAbout(reference, 'coordinator@demo.example', /a specialist refused/, secret)));
    await expect(coordinator.getByRole('main')).toContainText(`Travelling until Thursday ${mark}`);

    await allocate(coordinator, dermatologist.name);
    await specialist.goto(linkIn(await mailAbout(reference, dermatologist.email, /a case for you/, secret)));
    if (javaScriptEnabled) await expectNoViolations(specialist);
    await accept(specialist);
    await mailAbout(reference, nurse.email, /a specialist accepted/, secret);

    // A question and its reply.
    await ask(specialist, `Does anybody at home scratch too? ${mark}`);
    await project.goto(linkIn(await mailAbout(reference, nurse.email, /a question for you/, secret)));
    await reply(project, `Yes, her little brother ${mark}`);
    await specialist.goto(linkIn(await mailAbout(reference, dermatologist.email, /the project replied/, secret)));
    await openTab(specialist, 'Discussion');
    await expect(specialist.getByRole('article').filter({ hasText: 'her little brother' })).toBeVisible();

    // The answer: read, and taken out as a PDF with everything that was said.
    const advice = { impression: `Tinea corporis ${mark}`, advice: 'Clotrimazole cream twice a day for four weeks', watch: 'Pus, fever' };
    await answer(specialist, advice);
    await expect(specialist.getByText('Download PDF')).toHaveCount(0);
    await project.goto(linkIn(await mailAbout(reference, nurse.email, /answered/, secret)));
    await project.getByRole('link', { name: 'Read the answer' }).click();
    const read = project.getByRole('article').filter({ hasText: advice.impression });
    await expect(read).toContainText(advice.advice);
    // Files stand in the order in which they came: a picture that the browser could make a small copy of may come before one it could not.
    await expect(read).toContainText(new RegExp(`(2 ${samples.heic.name}|3 ${samples.bmp.name}): repeat`));
    if (javaScriptEnabled) await expectNoViolations(project);
    await openTab(project, 'Details');
    const pdf = await downloadPdf(project);
    for (const said of [words.title, advice.impression, advice.advice, 'her little brother', ...views]) expect(pdf.text).toContain(squeeze(said));

    // They keep in touch until it is closed.
    await comment(project, `The itch is gone ${mark}`);
    await specialist.goto(linkIn(await mailAbout(reference, dermatologist.email, /a new comment/, secret)));
    await comment(specialist, `Go on to the end all the same ${mark}`);
    await project.goto(linkIn(await mailAbout(reference, nurse.email, /a new comment/, secret)));
    await project.getByRole('link', { name: /notification/ }).click();
    await expect(project.getByRole('main').getByRole('link', { name: reference }).first()).toBeVisible();

    await openCase(project, reference);
    await closeCase(project);
    await specialist.goto(linkIn(await mailAbout(reference, dermatologist.email, /closed/, secret)));
    await expect(specialist.getByRole('note')).toContainText('This case is closed');
    await openTab(specialist, 'Discussion');
    await expect(specialist.getByRole('main')).toContainText('Go on to the end all the same');
    expect(await waitingMails('medco@demo.example', new RegExp(reference)), 'Medcos are not told of new cases').toEqual([]);
  });
});
