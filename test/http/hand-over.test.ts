import type { Email } from 'postal-mime';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';
import type { Visitor } from '../support/visitor.js';
import type { Person } from '../support/world.js';

let post: PostOffice;
let telecase: TestApp;
let story: CaseStory;
let project: string;
let nurse: Visitor, colleague: Visitor, admin: Visitor;

beforeAll(async () => {
  post = await openPostOffice();
  telecase = await startApp({ SMTP_URL: post.url });
  story = await caseStory(telecase);
  [{ id: project }] = await telecase.db.query(`select id from projects where code = 'BUN'`);
  const administrator = await telecase.world.person('T. Berg', { roles: ['administrator'] });
  [nurse, colleague, admin] = await Promise.all([story.people.nurse, story.people.colleague, administrator].map((person) => story.signedIn(person))) as [Visitor, Visitor, Visitor];
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});

const draft = async (by: Visitor, title: string) => (await by.postFiles('/cases', { project, title, do: 'save' })).location!.split('/')[2]!;
const mails = async () => {
  await telecase.settled();
  return post.mails.splice(0).map(({ to, subject }: Email) => `${to![0]!.address}: ${subject}`).sort();
};

it('a draft is the colleague’s alone then, with its files, and its history says how it came to them', async () => {
  const { colleague: to, nurse: from, stranger } = story.people;
  const reference = await draft(nurse, 'Half a story');
  await nurse.postFiles(`/cases/${reference}/attachments`, {}, [{ name: 'drugs.csv', bytes: Buffer.from('drug,dose\n') }]);
  await mails();
  expect((await colleague.get(`/cases/${reference}/edit`)).status).toBe(404);
  expect((await nurse.get(`/cases/${reference}/edit`)).text).toContain(`href="/cases/${reference}/handover"`);
  const page = (await nurse.get(`/cases/${reference}/handover`)).text;
  expect(page).toContain(to.name);
  expect(page).not.toContain(stranger.name);
  expect((await nurse.post(`/cases/${reference}/handover`, { to: '' })).status).toBe(422);
  expect((await nurse.post(`/cases/${reference}/handover`, { to: stranger.id })).status).toBe(409);

  const { location } = await nurse.post(`/cases/${reference}/handover`, { to: to.id });
  expect((await nurse.get(location!)).text).toContain(`Draft ${reference} is handed over.`);
  for (const path of ['', '/edit', '/handover', '/attachments']) expect((await nurse.get(`/cases/${reference}${path}`)).status).toBe(404);
  expect((await colleague.get(`/cases/${reference}/edit`)).text).toContain('Half a story');
  expect((await colleague.get(`/cases/${reference}/attachments`)).text).toContain('drugs.csv');
  expect((await colleague.get('/to-do')).text).toContain('Half a story');
  expect((await colleague.get(`/cases/${reference}/history`)).text).toContain(`${from.name} handed it over from ${from.name} to ${to.name}`);
  expect(await mails()).toEqual([`${to.email}: ${reference}: yours from now on`]);
});

it('an open case keeps who posted it, and its mails go to whoever took it over', async () => {
  const { colleague: to, nurse: from, dermatologist } = story.people;
  const reference = await story.accepted();
  await mails();
  // Whoever is there takes it, though the author is away.
  expect((await colleague.post(`/cases/${reference}/handover`, { to: to.id })).location).toBe(`/cases/${reference}?done=handed-over`);
  expect(await mails()).toEqual([`${from.email}: ${reference}: handed over`]);
  const { text } = await nurse.get(`/cases/${reference}`);
  expect(text).toMatch(new RegExp(`Posted by</dt><dd[^>]*>${from.name}`));
  expect(text).toMatch(new RegExp(`Taken over by</dt><dd[^>]*>${to.name}`));
  await (await story.signedIn(dermatologist)).postFiles(`/cases/${reference}/questions`, { question: 'Since when?', language: 'en' });
  expect(await mails()).toContain(`${to.email}: ${reference}: a question for you`);
  expect((await nurse.post(`/cases/${reference}/posted-in-error`, { reason: 'Not the author any more' })).status).toBe(403);
});

describe('somebody who leaves', () => {
  let leaver: Person;
  let open: string, unfinished: string;
  beforeAll(async () => {
    leaver = await telecase.world.person('Nurse L. Vance', { roles: ['project-staff'], projects: [project] });
    const visitor = await story.signedIn(leaver);
    open = await story.posted(visitor);
    unfinished = await draft(visitor, 'Nobody else knows');
    await mails();
  });
  const page = () => `/admin/accounts/${leaver.id}/work`;

  it('is shown to the administrator with what is left, by reference alone', async () => {
    expect((await admin.get(`/admin/accounts/${leaver.id}`)).text).toContain('1 open case. 1 draft.');
    expect((await admin.post(`/admin/accounts/${leaver.id}/disabling`)).status).toBe(303);
    expect((await admin.get(`/admin/accounts/${leaver.id}?done=disabled`)).text).toContain(`href="${page()}"`);
    const { text } = await admin.get(page());
    for (const there of [open, unfinished, story.people.colleague.name, 'No longer has access']) expect(text).toContain(there);
    expect(text).not.toMatch(/Nobody else knows|Ring-shaped/);
    expect((await nurse.get(page())).status).toBe(404);
  });

  it('leaves it to whom the administrator chooses, all or nothing', async () => {
    const { colleague: to, stranger } = story.people;
    const looks = async () => (await telecase.db.query(`select from access_log where action = 'account.work-viewed' and subject_account_id = $1 and outcome = 'done'`, [leaver.id])).length;
    const before = await looks();
    expect((await admin.post(page(), { project, to: to.id })).status).toBe(422);
    expect((await admin.post(page(), { project, to: '', references: [open] })).status).toBe(422);
    expect(await looks()).toBe(before + 2);
    expect((await admin.post(page(), { project, to: stranger.id, references: [open] })).status).toBe(409);
    expect((await admin.post(page(), { project, to: to.id, references: [open, 'BUN-2026-9999'] })).status).toBe(409);
    expect((await colleague.get(`/cases/${unfinished}/edit`)).status).toBe(404);

    expect((await admin.post(page(), { project, to: to.id, references: [open, unfinished] })).location).toBe(`${page()}?done=handed-over`);
    expect((await colleague.get(`/cases/${unfinished}/edit`)).text).toContain('Nobody else knows');
    expect((await colleague.get(`/cases/${open}/history`)).text).toContain('T. Berg handed it over from Nurse L. Vance to Dr P. Sanni');
    expect(await mails()).toEqual([`${to.email}: ${open}: yours from now on`, `${to.email}: ${unfinished}: yours from now on`]);
    expect((await admin.get(page())).text).toContain('No draft and no open case is left');
    expect((await admin.get(`/cases/${open}`)).status).toBe(404);
    const log = await telecase.db.query(`select case_reference, what from access_log where action = 'case.handed-over' and role = 'administrator' order by id`);
    expect(log).toEqual([open, unfinished].sort().map((reference) => ({ case_reference: reference, what: 'Nurse L. Vance → Dr P. Sanni' })));
  });
});

it('a closed case is handed to nobody', async () => {
  const reference = await story.posted(nurse);
  await story.close(reference);
  expect((await nurse.get(`/cases/${reference}/handover`)).status).toBe(409);
  expect((await nurse.post(`/cases/${reference}/handover`, { to: story.people.colleague.id })).status).toBe(409);
});
