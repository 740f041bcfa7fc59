import type { Email } from 'postal-mime';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';
import type { Visitor } from '../support/visitor.js';

let post: PostOffice;
let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor, coordinator: Visitor, dermatologist: Visitor, medco: Visitor;

beforeAll(async () => {
  post = await openPostOffice();
  telecase = await startApp({ SMTP_URL: post.url });
  story = await caseStory(telecase);
  [nurse, coordinator, dermatologist, medco] = await Promise.all([story.people.nurse, story.people.coordinator, story.people.dermatologist, story.people.medco].map((person) => story.signedIn(person))) as [Visitor, Visitor, Visitor, Visitor];
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});

const mails = async (): Promise<Email[]> => {
  await telecase.settled();
  return post.mails.splice(0);
};

it('leaves every list, is told to those who were on it, and stays for the coordinators', async () => {
  const reference = await story.accepted();
  const path = `/cases/${reference}`;
  await nurse.postFiles(`${path}/attachments`, {}, [{ name: 'drugs.csv', bytes: Buffer.from('drug,dose\n') }]);
  const [{ id: file }] = await telecase.db.query(`select a.id from attachments a join cases c on c.id = a.case_id where c.reference = $1`, [reference]);
  await dermatologist.get(path);
  await mails();

  expect((await nurse.get(path)).text).toContain(`href="${path}/posted-in-error"`);
  expect((await dermatologist.get(path)).text).not.toContain('posted-in-error');
  expect((await nurse.post(`${path}/posted-in-error`, { reason: ' ' })).status).toBe(422);
  const { status, location } = await nurse.post(`${path}/posted-in-error`, { reason: 'Two registers were mixed up' });
  expect([status, location]).toEqual([303, `/to-do?done=posted-in-error&case=${reference}`]);
  expect((await nurse.get(location!)).text).toContain(`Case ${reference} is withdrawn.`);
  expect((await coordinator.get(location!)).text).not.toContain('is withdrawn');

  for (const person of [nurse, coordinator, dermatologist, medco]) {
    for (const list of ['/to-do', '/cases', `/cases?q=${reference}`]) expect((await person.get(list)).text).not.toContain(`href="${path}`);
    for (const below of ['', '/history', '/discussion', '/attachments', `/attachments/${file}/file`, '/attachments.zip', '.pdf', '/posted-in-error']) expect((await person.get(path + below)).status, below).toBe(404);
  }
  expect((await nurse.postFiles(`${path}/messages`, { body: 'Sorry', language: 'en' })).status).toBe(404);
  expect((await nurse.post(`${path}/posted-in-error`, { reason: 'Again' })).status).toBe(404);

  const told = await mails();
  expect(told.map(({ to }) => to![0]!.address).sort()).toEqual([story.people.coordinator.email, story.people.dermatologist.email].sort());
  for (const { subject, text } of told) {
    expect(subject).toContain(reference);
    expect(text).not.toMatch(/registers|rash|ringworm/i);
  }

  const { text } = await coordinator.get('/cases/posted-in-error');
  for (const kept of [reference, 'Nurse M. Okello', 'Two registers were mixed up', 'Dr A. Diallo', 'S. Lindqvist']) expect(text).toContain(kept);
  expect(text).not.toMatch(/Ring-shaped|Dr P\. Sanni/);
  expect((await nurse.get('/cases/posted-in-error')).status).toBe(404);
  expect((await coordinator.get('/cases')).text).toContain('href="/cases/posted-in-error"');
  const [{ what }] = await telecase.db.query(`select what from access_log where case_reference = $1 and action = 'case.posted-in-error'`, [reference]);
  expect(what).toBe('Two registers were mixed up');
});

it('is told to everybody of the project when the turn was theirs', async () => {
  const reference = await story.accepted();
  await dermatologist.postFiles(`/cases/${reference}/questions`, { question: 'Since when?', language: 'en' });
  await mails();
  expect((await coordinator.post(`/cases/${reference}/posted-in-error`, { reason: 'The project asked for it' })).status).toBe(303);
  expect((await mails()).map(({ to }) => to![0]!.address).sort()).toEqual([story.people.nurse, story.people.colleague, story.people.dermatologist].map(({ email }) => email).sort());
});

it('is kept so by the database itself', async () => {
  const reference = await story.accepted();
  await nurse.post(`/cases/${reference}/posted-in-error`, { reason: 'Wrong project' });
  const [{ id, author_id: author }] = await telecase.db.query(`select id, author_id from cases where reference = $1`, [reference]);
  const tries = [
    telecase.db.query(`update cases set title = 'x' where id = $1`, [id]),
    telecase.db.query(`update case_allocations set state = 'answered' where case_id = $1`, [id]),
    telecase.db.query(`insert into messages (id, case_id, author_id, author_role, kind, body, language) values (gen_random_uuid(), $1, $2, 'project-staff', 'outcome', 'x', 'en')`, [id, author]),
    telecase.db.query(`insert into attachments (id, case_id, name, type_group, extension, media_type, bytes, sha256, storage_key, preview_state) values (gen_random_uuid(), $1, 'x', 'other', 'txt', 'text/plain', 1, 'x', 'x', 'none')`, [id]),
  ];
  for (const { status, reason } of await Promise.allSettled(tries) as PromiseRejectedResult[]) {
    expect(status).toBe('rejected');
    expect(reason.message).toContain('the case is closed');
  }
});

it('a case continued in error can be continued once more, by anybody of the project', async () => {
  const reference = await story.posted(nurse);
  await story.close(reference);
  const { location } = await nurse.post(`/cases/${reference}/continuation`);
  const [, , wrong] = location!.split('/');
  await telecase.db.query(`update cases set state = 'awaiting-allocation', submitted_at = now(), specialty = 'dermatology' where reference = $1`, [wrong]);
  expect((await nurse.post(`/cases/${wrong}/posted-in-error`, { reason: 'Of the brother' })).status).toBe(303);
  expect((await nurse.get(`/cases/${reference}`)).text).toContain('Continue as new case');
  const again = await (await story.signedIn(story.people.colleague)).post(`/cases/${reference}/continuation`);
  expect(again.location).toMatch(/^\/cases\/BUN-\d{4}-\d{4}\/edit$/);
  expect(again.location).not.toContain(wrong);
});

it('loses to whoever was there before, and lets nobody in who comes after', async () => {
  const reference = await story.accepted();
  const answers = await Promise.all([
    nurse.post(`/cases/${reference}/posted-in-error`, { reason: 'Wrong child' }),
    dermatologist.postFiles(`/cases/${reference}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en' }),
    coordinator.post(`/cases/${reference}/closure`, { skip: 'Moved away' }),
  ]);
  const [{ state }] = await telecase.db.query(`select state from cases where reference = $1`, [reference]);
  expect([answers[0]!.status, state]).toEqual(state === 'closed' ? [409, 'closed'] : [303, 'posted-in-error']);
  if (state === 'posted-in-error') expect(answers[2]!.status).toBe(404);
});
