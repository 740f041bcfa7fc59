import type { Email } from 'postal-mime';
import { JobRunner } from '#libs/jobs/job-runner';
import { newDatabase, startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';

let post: PostOffice;
let telecase: TestApp;
let story: CaseStory;

beforeAll(async () => {
  post = await openPostOffice();
  telecase = await startApp({ SMTP_URL: post.url, PUBLIC_URL: 'http://telecase.invalid' });
  story = await caseStory(telecase);
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});

/** What has been delivered since the last look: "address: subject". */
async function delivered(): Promise<string[]> {
  await telecase.settled();
  return post.mails.splice(0).map(({ to, subject }) => `${to![0]!.address}: ${subject}`).sort();
}
const header = ({ headers }: Email, name: string) => headers.find(({ key }) => key === name)?.value;

describe('who is told of what', () => {
  it('in the life of a case', async () => {
    const { nurse, colleague, coordinator, dermatologist, pediatrician, medco } = story.people;
    const [atWard, besideHer, desk, derma, pedia] = await Promise.all([nurse, colleague, coordinator, dermatologist, pediatrician].map((person) => story.signedIn(person)));
    const reference = await story.posted(atWard!);
    const at = (path: string) => `/cases/${reference}/${path}`;
    expect(await delivered()).toEqual([`${coordinator.email}: ${reference}: a case waits for allocation`]);

    await story.allocate(reference, pediatrician, 'pediatrics');
    expect(await delivered()).toEqual([`${pediatrician.email}: ${reference}: a case for you`]);
    await pedia!.post(at('refusal'), { reason: 'I am on leave' });
    expect(await delivered()).toEqual([`${coordinator.email}: ${reference}: a specialist refused`]);

    await story.allocate(reference, pediatrician, 'pediatrics');
    await delivered();
    const [{ id }] = await telecase.db.query(`select id from case_allocations where specialist_id = $1 and state = 'allocated'`, [pediatrician.id]);
    await desk!.post(at(`allocations/${id}/withdrawal`));
    expect(await delivered()).toEqual([`${pediatrician.email}: ${reference}: no longer allocated to you`]);

    await story.allocate(reference, dermatologist, 'dermatology');
    expect(await delivered()).toEqual([`${dermatologist.email}: ${reference}\u00a0: un cas pour vous`]);
    await derma!.post(at('acceptance'));
    expect(await delivered()).toEqual([`${nurse.email}: ${reference}: a specialist accepted`]);
    await derma!.postFiles(at('questions'), { question: 'Is light touch felt?', language: 'en' });
    expect(await delivered()).toEqual([`${nurse.email}: ${reference}: a question for you`]);
    await atWard!.postFiles(at('replies'), { body: 'Yes, in all five plaques.', language: 'en' });
    expect(await delivered()).toEqual([`${dermatologist.email}: ${reference}\u00a0: réponse du projet`]);
    await derma!.postFiles(at('answers'), { impression: 'Tinea', advice: 'Cream', language: 'en' });
    expect(await delivered()).toEqual([`${nurse.email}: ${reference}: answered`]);

    await besideHer!.postFiles(at('messages'), { body: 'I saw the child too.', language: 'en' });
    expect(await delivered()).toEqual([`${dermatologist.email}: ${reference}\u00a0: un nouveau commentaire`, `${nurse.email}: ${reference}: a new comment`].sort());
    await derma!.postFiles(at('messages'), { body: 'Thank you both.', language: 'en' });
    expect(await delivered()).toEqual([`${colleague.email}: ${reference}: a new comment`, `${nurse.email}: ${reference}: a new comment`].sort());

    await atWard!.post(at('medco-notice'));
    await atWard!.post(at('medco-notice'));
    expect(await delivered()).toEqual([`${medco.email}: ${reference}: a case to look at`]);
    await desk!.post(at('closure'), { 'carried-out': 'all', condition: 'better', changed: 'Yes' });
    expect(await delivered()).toEqual([
      `${colleague.email}: ${reference}: closed by a coordinator`, `${dermatologist.email}: ${reference}\u00a0: clôturé`, `${nurse.email}: ${reference}: closed by a coordinator`,
    ].sort());
    await atWard!.post(at('outcome'), { 'carried-out': 'all', condition: 'better', changed: 'Yes' });
    expect(await delivered()).toEqual([`${dermatologist.email}: ${reference}\u00a0: l’issue`]);
  });

  it('when a Medco is to be told: nobody where there is none, who then can be told later, once', async () => {
    const { nurse, medco } = story.people;
    const atWard = await story.signedIn(nurse);
    const reference = await story.posted(atWard);
    const [notice, page] = [`/cases/${reference}/medco-notice`, `/cases/${reference}`];
    await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [medco.id]);
    await delivered();
    const refused = await atWard.post(notice);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('No Medco of this mission can be told');
    expect(await telecase.db.query(`select from case_history h join cases c on c.id = h.case_id where reference = $1 and what = 'medco-notified'`, [reference])).toEqual([]);

    await telecase.db.query(`update accounts set state = 'active' where id = $1`, [medco.id]);
    const told = await atWard.post(notice);
    expect((await atWard.get(told.location!)).text).toContain('The Medcos of this mission get an e-mail');
    expect(await delivered()).toEqual([`${medco.email}: ${reference}: a case to look at`]);
    const { text } = await atWard.get(page);
    expect(text).toContain('Medco notified: today');
    expect(text).not.toContain(notice);
    expect((await atWard.get((await atWard.post(notice)).location!)).text).toContain('Your Medco had been notified of this case before.');
    expect(await delivered()).toEqual([]);
  });

  it('when somebody of the project did something for a case, but wrote nothing in it: they are not told of the answer', async () => {
    const { nurse, colleague, dermatologist } = story.people;
    const reference = await story.accepted();
    const besideHer = await story.signedIn(colleague);
    expect((await besideHer.post(`/cases/${reference}/medco-notice`)).status).toBe(303);
    await delivered();
    await (await story.signedIn(dermatologist)).postFiles(`/cases/${reference}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en' });
    expect(await delivered()).toEqual([`${nurse.email}: ${reference}: answered`]);
    await besideHer.post(`/cases/${reference}/handover`, { to: colleague.id });
    await delivered();
    await (await story.signedIn(dermatologist)).postFiles(`/cases/${reference}/messages`, { body: 'Until Monday, then.', language: 'en' });
    expect(await delivered(), 'who takes it over, and who submitted it').toEqual([`${colleague.email}: ${reference}: a new comment`, `${nurse.email}: ${reference}: a new comment`].sort());
  });

  it('when a specialist has lost the role: nobody tells them of what becomes of the case', async () => {
    const { nurse, coordinator, dermatologist } = story.people;
    const [atWard, desk, derma] = [await story.signedIn(nurse), await story.signedIn(coordinator), await story.signedIn(dermatologist)];
    const [asked, answered, held, wrong] = [await story.accepted(), await story.accepted(), await story.accepted(), await story.accepted()];
    await derma.postFiles(`/cases/${asked}/questions`, { question: 'Since when?', language: 'en' });
    await derma.postFiles(`/cases/${answered}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en' });
    await telecase.db.query(`delete from account_roles where account_id = $1`, [dermatologist.id]);
    await delivered();
    expect((await atWard.postFiles(`/cases/${asked}/replies`, { body: 'A week.', language: 'en' })).status).toBe(303);
    expect((await desk.post(`/cases/${answered}/closure`, { 'carried-out': 'all', condition: 'better', changed: 'Yes' })).status).toBe(303);
    await atWard.post(`/cases/${answered}/outcome`, { 'carried-out': 'all', condition: 'better', changed: 'Yes' });
    const [{ id }] = await telecase.db.query(`select a.id from case_allocations a join cases c on c.id = a.case_id where reference = $1`, [held]);
    expect((await desk.post(`/cases/${held}/allocations/${id}/withdrawal`)).status).toBe(303);
    expect((await atWard.post(`/cases/${wrong}/posted-in-error`, { reason: 'Wrong patient' })).status).toBe(303);
    expect((await delivered()).filter((mail) => mail.startsWith(dermatologist.email))).toEqual([]);
    await telecase.db.query(`insert into account_roles (account_id, role) values ($1, 'specialist')`, [dermatologist.id]);
  });

  it('when the project itself closes a case: the specialists, and nobody of the project', async () => {
    const reference = await story.accepted();
    await delivered();
    await story.close(reference);
    expect(await delivered()).toEqual([`${story.people.dermatologist.email}: ${reference}\u00a0: clôturé`]);
  });

  it('on the way to an account', async () => {
    const administrator = await telecase.world.person('Admin One', { roles: ['administrator'] });
    const [{ project_id: project }] = await telecase.db.query(`select project_id from memberships limit 1`);
    const ask = (email: string) => telecase.visitor().post('/request-account', { name: 'Nurse B. Camara', email, role: 'project-staff', project, why: 'Skin clinic', language: 'fr' });
    const request = async (email: string) => (await telecase.db.query(`select id from account_requests where email = $1`, [email]))[0].id as string;
    const desk = await story.signedIn(administrator);

    const asked = async (email: string) => {
      await ask(email);
      await telecase.settled();
      const [mail] = post.mails.splice(0);
      expect(mail).toMatchObject({ subject: 'Confirmez votre adresse e-mail', to: [{ address: email }] });
      await telecase.visitor().post(/^http:\/\/telecase\.invalid(\/confirm-request\/\S+)$/m.exec(mail!.text!)![1]!);
      await telecase.settled();
    };
    await asked('refused@example.org');
    expect(post.mails[0]!.text).toContain(`http://telecase.invalid/admin/accounts/requests/${await request('refused@example.org')}\n`);
    expect(await delivered()).toEqual([`${administrator.email}: A request for an account`]);
    await desk.post(`/admin/accounts/requests/${await request('refused@example.org')}/refusal`, { reason: 'Ask your own hospital first' });
    await telecase.settled();
    expect(post.mails[0]!.text).toContain('Ask your own hospital first');
    expect(await delivered()).toEqual(['refused@example.org: Votre demande de compte']);

    await asked('camara@example.org');
    await delivered();
    await desk.post(`/admin/accounts/requests/${await request('camara@example.org')}/approval`, { roles: 'project-staff', projects: project });
    await telecase.settled();
    const [welcome] = post.mails.splice(0);
    expect(welcome).toMatchObject({ subject: 'Votre compte est prêt', to: [{ address: 'camara@example.org' }] });
    const link = /^http:\/\/telecase\.invalid(\/activate\/\S+)$/m.exec(welcome!.text!)![1]!;
    // In the language that they asked for, whatever the browser speaks.
    expect((await telecase.visitor().get(link, { 'accept-language': 'en' })).text).toContain('<html lang="fr"');
    const stored = await telecase.db.query(`select * from notifications where email = 'camara@example.org'`);
    expect(JSON.stringify(stored)).not.toContain(/activate\/([\w-]+)/.exec(link)![1]!);

    await telecase.visitor().post('/forgotten-password', { email: story.people.nurse.email });
    await telecase.settled();
    expect(post.mails[0]!.text).toMatch(/^http:\/\/telecase\.invalid\/reset\/\S+$/m);
    expect(await delivered()).toEqual([`${story.people.nurse.email}: A new password`]);
  });
});

it('says the reference, the link and who reads it, and nothing of the patient', async () => {
  const reference = await story.posted(await story.signedIn(story.people.nurse), { title: 'Zebra-striped plaques', 'local-reference': 'WARD-7-BED-3', history: 'Giraffe', question: 'Okapi?' });
  await story.allocate(reference, story.people.dermatologist, 'dermatology');
  await telecase.settled();
  const [toDesk, toDoctor] = post.mails.splice(0) as [Email, Email];
  expect(toDesk.text).toBe(`Dear S. Lindqvist,\n\nCase ${reference} was submitted and waits for allocation.\n\nOpen it to see which specialist it needs:\nhttp://telecase.invalid/cases/${reference}\n\nTelecase sent this e-mail automatically. Nobody reads replies to it.\n`);
  expect(toDoctor.text).toMatch(/^Bonjour Dr A\. Diallo,\n/);
  for (const mail of [toDesk, toDoctor]) {
    expect(JSON.stringify(mail)).not.toMatch(/zebra|WARD|giraffe|okapi|pediatrics|dermatology|Okello/i);
    expect(header(mail, 'auto-submitted')).toBe('auto-generated');
  }
});

describe('each is told once', () => {
  const oneMail = async () => {
    const reference = await story.posted(await story.signedIn(story.people.nurse));
    await telecase.settled();
    return reference;
  };
  const runNow = (where: string) => telecase.db.query(`update graphile_worker._private_jobs set run_at = now(), attempts = 0 where ${where}`);

  it('however often the event is delivered', async () => {
    const reference = await oneMail();
    const [{ id }] = await telecase.db.query(`select id from events where payload ->> 'reference' = $1`, [reference]);
    await telecase.db.query(`select graphile_worker.add_job('deliver-event', json_build_object('eventId', $1::text))`, [id]);
    expect((await delivered()).filter((mail) => mail.includes(reference))).toHaveLength(1);
  });

  it('however long the mail server is away', async () => {
    await delivered();
    await post.goDown();
    const reference = await oneMail();
    const [{ last_error: error }] = await telecase.db.query(`select last_error from graphile_worker.jobs where task_identifier = 'send-mail'`);
    expect(error).toBe('ESOCKET');
    await post.comeBack();
    await runNow('true');
    expect(await delivered()).toEqual([`${story.people.coordinator.email}: ${reference}: a case waits for allocation`]);
    await runNow('true');
    expect(await delivered()).toEqual([]);
  });

  it('and one that was handed over just before a crash goes out under the same name', async () => {
    const reference = await oneMail();
    await telecase.db.query(`update notifications set mail_state = 'waiting' where case_reference = $1`, [reference]);
    await telecase.db.query(`select graphile_worker.add_job('send-mail', json_build_object('id', id)) from notifications where case_reference = $1`, [reference]);
    await telecase.settled();
    const names = post.mails.splice(0).filter(({ subject }) => subject?.includes(reference)).map(({ messageId }) => messageId);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toMatch(/^<[0-9a-f-]{36}@telecase\.invalid>$/);
  });

  it('by the next start, when the process ended before anything was delivered', async () => {
    const database = await newDatabase();
    const first = await startApp({ SMTP_URL: post.url }, database);
    const people = await caseStory(first);
    await first.app.get(JobRunner).beforeApplicationShutdown();
    const reference = await people.posted(await people.signedIn(people.people.nurse));
    await first.stop();
    expect(post.mails.splice(0)).toEqual([]);

    const second = await startApp({ SMTP_URL: post.url }, database);
    await second.settled();
    await second.stop();
    expect(post.mails.splice(0).map(({ subject }) => subject)).toEqual([`${reference}: a case waits for allocation`]);
  });

  it('but not once they can no longer sign in', async () => {
    await post.goDown();
    const reference = await oneMail();
    await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [story.people.coordinator.id]);
    await post.comeBack();
    await runNow('true');
    expect(await delivered()).toEqual([]);
    await telecase.db.query(`update accounts set state = 'active' where id = $1`, [story.people.coordinator.id]);
    expect(await telecase.db.query(`select mail_state from notifications where case_reference = $1`, [reference])).toEqual([{ mail_state: 'not-wanted' }]);
  });
});
