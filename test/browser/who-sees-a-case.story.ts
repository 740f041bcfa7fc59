import { postCase, ringOnTheBack } from './steps/case-form.js';
import { openCase, openTab } from './steps/case-life.js';
import { downloadPdf } from './steps/downloads.js';
import { mailAbout } from './steps/mails.js';
import { expect, test, withAndWithoutJavaScript } from './steps/story.js';
import { expectNoViolations } from './support/axe.js';
import { waitingMails } from './support/mails.js';

withAndWithoutJavaScript(() => {
  test('the Medco sees the mission’s cases, strangers none, and the auditor who looked', async ({ meet, mark, javaScriptEnabled }) => {
    const project = await meet('staff@demo.example');
    const neighbour = await meet('staff-b@demo.example');
    const words = { ...ringOnTheBack(mark), specialty: 'Pediatrics' };
    const reference = await postCase(project, words);
    const nextDoor = await postCase(neighbour, { ...words, title: `A cough in the next clinic ${mark}`, localReference: `T-${mark}` });

    // Both projects belong to the mission: the Medco sees both cases, and was told of neither.
    const medco = await meet('medco@demo.example');
    for (const seen of [nextDoor, reference]) await openCase(medco, seen);
    await mailAbout(reference, 'coordinator@demo.example', /waits for allocation/, [words.title]);
    expect(await waitingMails('medco@demo.example', new RegExp(reference))).toEqual([]);
    await expect(medco.getByRole('link', { name: 'Close case' })).toHaveCount(0);
    expect((await downloadPdf(medco)).info.Title).toContain(reference);

    // Until the project asks for it, once.
    await openCase(project, reference);
    await project.getByRole('button', { name: 'Notify my Medco' }).click();
    await expect(project.getByRole('status')).toContainText('The Medcos of this mission get an e-mail');
    await mailAbout(reference, 'medco@demo.example', /a case to look at/, [words.title, words.localReference, words.history]);
    await openTab(project, 'History');
    await expect(project.getByRole('main')).toContainText('Nurse M. Okello notified the Medco');

    // The other project, another mission and a specialist who has not been asked see nothing.
    for (const [email, firstPage] of [['staff-b@demo.example'], ['staff-c@demo.example', 'À FAIRE'], ['medco-c@demo.example', 'À FAIRE'], ['pediatrics@demo.example']] as const) {
      const stranger = await meet(email, firstPage);
      for (const page of ['', '/discussion', '/attachments', '/history', '.pdf', '/attachments.zip']) {
        expect((await stranger.request.get(`/cases/${reference}${page}`)).status(), `${email} ${page}`).toBe(404);
      }
    }

    // Who saw this case? The auditor finds it all, and nothing clinical.
    const auditor = await meet('auditor@demo.example', 'Access log');
    await auditor.getByRole('link', { name: 'Who saw this case or patient' }).click();
    await auditor.getByRole('textbox', { name: 'Case or patient' }).fill(reference);
    await auditor.getByRole('button', { name: 'Show' }).click();
    const rows = auditor.getByRole('table', { name: 'Rows, newest first' }).getByRole('row');
    await expect(rows.filter({ hasText: 'Dr R. Costa' }).filter({ hasText: 'Viewed case' }).first()).toContainText(words.localReference);
    await expect(rows.filter({ hasText: 'Dr R. Costa' }).filter({ hasText: 'Exported PDF' })).toHaveCount(1);
    await expect(rows.filter({ hasText: 'Dr L. Haddad' }).filter({ hasText: 'refused' }).first()).toBeVisible();
    await expect(auditor.getByRole('main')).not.toContainText(words.title);
    if (javaScriptEnabled) await expectNoViolations(auditor);
    expect((await auditor.goto(`/cases/${reference}`))!.status()).toBe(404);
  });
});
