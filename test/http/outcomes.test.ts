import type { Email } from 'postal-mime';
import { OutcomeRequests } from '../../src/cases/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';
import type { Visitor } from '../support/visitor.js';

const OUTCOME = { 'carried-out': 'all', condition: 'better', changed: 'Yes' };
let post: PostOffice;
let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor, colleague: Visitor, dermatologist: Visitor;

beforeAll(async () => {
  post = await openPostOffice();
  telecase = await startApp({ SMTP_URL: post.url });
  story = await caseStory(telecase);
  [nurse, colleague, dermatologist] = await Promise.all([story.people.nurse, story.people.colleague, story.people.dermatologist].map((person) => story.signedIn(person))) as [Visitor, Visitor, Visitor];
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});

const answered = async (): Promise<string> => {
  const reference = await story.accepted();
  expect((await dermatologist.postFiles(`/cases/${reference}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en' })).status).toBe(303);
  return reference;
};
const closed = async (closing: Record<string, string> = OUTCOME): Promise<string> => {
  const reference = await answered();
  expect((await nurse.post(`/cases/${reference}/closure`, closing)).status).toBe(303);
  return reference;
};
const ofCase = `case_id = (select id from cases where reference = $1)`;
const pass = (reference: string, days: number) => telecase.db.query(`update outcome_requests set closed_at = closed_at - $2 * interval '1 day' where ${ofCase}`, [reference, days]);
/** The hour strikes, twice. */
const mails = async (): Promise<string[]> => {
  await telecase.settled();
  post.mails.splice(0);
  await telecase.app.get(OutcomeRequests).announce();
  await telecase.app.get(OutcomeRequests).announce();
  await telecase.settled();
  return post.mails.splice(0).map(({ to, subject }: Email) => `${to![0]!.address}: ${subject}`);
};
const toDo = async (visitor: Visitor, reference: string) => (await visitor.get('/to-do')).text.includes(`href="/cases/${reference}"`);

it('is asked for on the 21st day, once, and waits in TO-DO until it is told', async () => {
  const reference = await closed();
  await pass(reference, 20);
  expect(await mails()).toEqual([]);
  expect(await toDo(nurse, reference)).toBe(false);

  await pass(reference, 1);
  expect(await mails()).toEqual([`${story.people.nurse.email}: ${reference}: what became of it?`]);
  expect(await mails()).toEqual([]);
  for (const visitor of [nurse, colleague]) expect(await toDo(visitor, reference)).toBe(true);
  expect(await toDo(dermatologist, reference)).toBe(false);
  expect((await nurse.get('/to-do')).text).toContain('Report the outcome');
  expect((await nurse.get(`/cases/${reference}`)).text).toContain('please say what became of the patient');

  expect((await colleague.post(`/cases/${reference}/outcome`, OUTCOME)).status).toBe(303);
  expect(await toDo(nurse, reference)).toBe(false);
  expect((await nurse.get(`/cases/${reference}/history`)).text).toContain('Dr P. Sanni reported the outcome');
  expect((await nurse.get(`/cases/${reference}`)).text).not.toContain('please say what became of the patient');
});

it('is skipped with a reason, once', async () => {
  const reference = await closed({ skip: 'Went home on the same day' });
  await pass(reference, 22);
  expect((await nurse.get(`/cases/${reference}/outcome`)).text).toContain('name="skip"');
  expect((await nurse.post(`/cases/${reference}/outcome`, { skip: '' })).status).toBe(422);
  const { location } = await nurse.post(`/cases/${reference}/outcome`, { skip: 'Never came back' });
  expect(location).toBe(`/cases/${reference}?done=outcome-skipped`);
  expect((await nurse.post(`/cases/${reference}/outcome`, { skip: 'Once more' })).status).toBe(409);
  expect(await toDo(nurse, reference)).toBe(false);
  expect((await nurse.get(`/cases/${reference}/history`)).text).toContain('Never came back');
  expect((await nurse.get(`/cases/${reference}/outcome`)).text).not.toContain('name="skip"');
  expect(await mails()).toEqual([]);
});

it('is not asked for when there was no advice, or nobody is left to follow', async () => {
  const unanswered = await story.accepted();
  await story.close(unanswered);
  const dead = await closed({ ...OUTCOME, condition: 'died' });
  for (const reference of [unanswered, dead]) expect(await telecase.db.query(`select from outcome_requests where ${ofCase}`, [reference])).toEqual([]);
  expect((await nurse.post(`/cases/${dead}/outcome`, OUTCOME)).status).toBe(303);
});

it('is asked of the project when its author has left', async () => {
  const reference = await closed();
  await pass(reference, 21);
  await telecase.db.query(`update memberships set ended_at = now() where account_id = $1`, [story.people.nurse.id]);
  expect(await mails()).toEqual([`${story.people.colleague.email}: ${reference}: what became of it?`]);
  await telecase.db.query(`update memberships set ended_at = null where account_id = $1`, [story.people.nurse.id]);
});

it('reaches whoever answered, also who was asked on after the answer', async () => {
  const reference = await answered();
  await nurse.postFiles(`/cases/${reference}/questions`, { question: 'And the brother?', language: 'en' });
  await story.close(reference);
  await telecase.settled();
  expect(post.mails.splice(0).map(({ to }) => to![0]!.address)).toContain(story.people.dermatologist.email);
  await nurse.post(`/cases/${reference}/outcome`, OUTCOME);
  await telecase.settled();
  expect(post.mails.splice(0).map(({ to }) => to![0]!.address)).toEqual([story.people.dermatologist.email]);
});
