import { RaiseAlarms } from '../../src/cases/jobs/raise-alarms.js';
import { Digests } from '../../src/notifications/digests.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';
import type { Visitor } from '../support/visitor.js';

/** Each person chooses when mails about cases come: at once, once a day, or not at all. */

let post: PostOffice;
let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
let desk: Visitor;

beforeAll(async () => {
  post = await openPostOffice();
  telecase = await startApp({ SMTP_URL: post.url, PUBLIC_URL: 'http://telecase.invalid' });
  story = await caseStory(telecase);
  [nurse, desk] = [await story.signedIn(story.people.nurse), await story.signedIn(story.people.coordinator)];
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});

const choose = (mails: string, more = {}) => desk.post('/profile', { language: 'en', zone: 'Africa/Nairobi', mails, ...more });
/** Mails to the coordinator since the last look. */
async function delivered() {
  await telecase.settled();
  return post.mails.splice(0).filter(({ to }) => to![0]!.address === story.people.coordinator.email).map(({ subject, text }) => ({ subject, text: text! }));
}
const DAY = 86_400_000;
/** The next time that it is seven in the morning in Nairobi: UTC+3, no summer time. */
const SEVEN = Math.ceil((Date.now() - 4 * 3_600_000) / DAY) * DAY + 4 * 3_600_000;
/** What is sent by then. */
async function by(time: number) {
  await telecase.app.get(Digests, { strict: false }).begin(new Date(time));
  return delivered();
}

it('sends each at once, until something else is chosen', async () => {
  const reference = await story.posted(nurse);
  expect(await delivered()).toEqual([{ subject: `${reference}: a case waits for allocation`, text: expect.stringContaining(`/cases/${reference}`) }]);
  expect((await desk.get('/profile')).text).toMatch(/value="at-once"[^>]* checked/);
});

it('gathers a day’s and sends them as one after seven in the morning where the person is, once', async () => {
  expect((await choose('daily')).location).toBe('/profile?done=saved');
  const references = [await story.posted(nurse), await story.posted(nurse)];
  expect(await delivered()).toEqual([]);
  expect((await desk.get('/notifications')).text).toContain(references[1]);

  expect(await by(SEVEN - 60_000)).toEqual([]);
  const [mail, ...others] = await by(SEVEN + 60_000);
  expect(others).toEqual([]);
  expect(mail!.subject).toBe('2 messages about your cases');
  for (const reference of references) expect(mail!.text).toContain(`Case ${reference} was submitted and waits for allocation.\nhttp://telecase.invalid/cases/${reference}\n`);
  expect(mail!.text).toContain('http://telecase.invalid/profile\n');
  expect(await by(SEVEN + DAY)).toEqual([]);
});

it('keeps what was gathered while the mail server is away, and sends it then', async () => {
  const reference = await story.posted(nurse);
  await telecase.settled();
  await post.goDown();
  await by(SEVEN + DAY);
  expect(await telecase.db.query(`select distinct mail_state from notifications where case_reference = $1 and email = $2`, [reference, story.people.coordinator.email])).toEqual([{ mail_state: 'gathered' }]);
  await post.comeBack();
  await telecase.db.query(`update graphile_worker._private_jobs set run_at = now() where key like 'digest %'`);
  expect((await by(SEVEN + DAY)).map(({ subject }) => subject)).toEqual(['1 message about your cases']);
});

it('sends nothing of what was gathered once the person wants none, nor when they want a digest again', async () => {
  const reference = await story.posted(nurse);
  expect(await delivered()).toEqual([]);
  await choose('never');
  expect(await by(SEVEN + 2 * DAY)).toEqual([]);
  await choose('daily');
  expect(await by(SEVEN + 3 * DAY)).toEqual([]);
  expect((await desk.get('/notifications')).text).toContain(reference);
});

it('sends none to whoever wants none; what protects the account comes all the same', async () => {
  await choose('never');
  await story.posted(nurse);
  await telecase.visitor().post('/forgotten-password', { email: story.people.coordinator.email });
  expect((await delivered()).map(({ subject }) => subject)).toEqual(['A new password']);
  expect(await by(SEVEN + 2 * DAY)).toEqual([]);
});

it('refuses a choice that there is none of, and keeps the one before', async () => {
  const answer = await choose('weekly');
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('E-mails about cases');
  expect((await desk.get('/profile')).text).toMatch(/value="never"[^>]* checked/);
});

it('tells Medcos of new, refused and late cases of their missions, if they ask for it', async () => {
  const { medco, dermatologist } = story.people;
  const visitor = await story.signedIn(medco);
  const subjects = async () => {
    await telecase.settled();
    return post.mails.splice(0).filter(({ to }) => to![0]!.address === medco.email).map(({ subject }) => subject);
  };
  await story.posted(nurse);
  expect(await subjects()).toEqual([]);
  expect((await desk.get('/profile')).text).not.toContain('followsMissions');
  expect((await visitor.get('/profile')).text).toMatch(/name="followsMissions" value="yes">/);

  await visitor.post('/profile', { language: 'en', zone: 'Africa/Nairobi', mails: 'at-once', followsMissions: 'yes' });
  expect((await visitor.get('/profile')).text).toMatch(/name="followsMissions" value="yes" checked>/);
  const reference = await story.posted(nurse);
  expect(await subjects()).toEqual([`${reference}: a case waits for allocation`]);
  await story.allocate(reference, dermatologist, 'dermatology');
  await (await story.signedIn(dermatologist)).post(`/cases/${reference}/refusal`, { reason: 'On leave' });
  expect(await subjects()).toEqual([`${reference}: a specialist refused`]);
  await telecase.app.get(RaiseAlarms, { strict: false }).sweep(new Date(Date.now() + DAY / 12));
  expect(await subjects()).toContain(`${reference}: still waits for allocation`);

  await telecase.db.query(`delete from mission_coordinators where account_id = $1`, [medco.id]);
  await story.posted(nurse);
  expect(await subjects()).toEqual([]);
});
