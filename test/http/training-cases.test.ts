import type { Email } from 'postal-mime';
import { Digests } from '../../src/notifications/digests.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';
import type { Visitor } from '../support/visitor.js';

let post: PostOffice;
let telecase: TestApp;
let story: CaseStory;
let nurse: Visitor;
/** Of the same patient: a case that is none, and one for training with what continues it. */
let real: string, training: string, continued: string;

beforeAll(async () => {
  post = await openPostOffice();
  telecase = await startApp({ SMTP_URL: post.url, PUBLIC_URL: 'http://telecase.invalid' });
  story = await caseStory(telecase);
  nurse = await story.atWork(story.people.nurse);
  real = await story.posted(nurse, { 'local-reference': 'OPD-7' });
  const [{ id }] = await telecase.db.query(`select patient_id as id from cases where reference = $1`, [real]);
  training = await story.posted(nurse, { patient: id, 'local-reference': '', kind: 'training' });
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});

const TAG = '<span class="tag training">Training</span>';
/** The lines of a list that name a case: whether each is marked. */
const marked = (text: string, reference: string) => text.split('<li').filter((line) => line.includes(reference)).map((line) => line.includes(TAG));
const patientOf = async (reference: string) => (await telecase.db.query(`select patient_id as id from cases where reference = $1`, [reference]))[0].id as string;

it('is marked among the cases of its patient, and where patients are compared', async () => {
  const patient = `/patients/${await patientOf(real)}`;
  await story.posted(nurse, { 'local-reference': 'OPD-8', kind: 'training' });
  const page = (await nurse.get(patient)).text;
  expect([marked(page, real), marked(page, training)]).toEqual([[false], [true]]);
  const merger = (await nurse.get(`${patient}/merger?with=OPD-8`)).text;
  expect([marked(merger, real), marked(merger, training), merger.split(TAG).length - 1]).toEqual([[false], [true], 2]);
});

it('is marked among linked cases', async () => {
  await story.close(training);
  continued = (await nurse.post(`/cases/${training}/continuation`)).location!.split('/')[2]!;
  const page = (await nurse.get(`/cases/${continued}`)).text;
  expect(marked(page, training)).toEqual([true]);
});

it('is marked under the bell', async () => {
  const page = (await (await story.atWork(story.people.coordinator)).get('/notifications')).text;
  expect([marked(page, real), marked(page, training)]).toEqual([[false], [true]]);
});

it('is marked among what somebody leaves, and what a specialist gives back', async () => {
  const { pediatrician, nurse: { id } } = story.people;
  const admin = await story.signedIn(await telecase.world.person('T. Berg', { roles: ['administrator'] }));
  const [plain, open] = [await story.posted(nurse), await story.posted(nurse, { kind: 'training' })];
  const choices = (text: string, reference: string) => text.split('<label').filter((line) => line.includes(`>${reference}`)).map((line) => line.includes('Training') || line.includes('Formation'));
  const left = (await admin.get(`/admin/accounts/${id}/work`)).text;
  expect([choices(left, plain), choices(left, open)]).toEqual([[false], [true]]);
  for (const reference of [plain, open]) await story.allocate(reference, pediatrician, 'pediatrics');
  const away = (await (await story.signedIn(pediatrician)).get('/profile/absences/cases')).text;
  expect([choices(away, plain), choices(away, open)]).toEqual([[false], [true]]);
});

it('is marked among what was posted in error', async () => {
  const mistaken = await story.posted(nurse, { kind: 'training' });
  expect((await nurse.post(`/cases/${mistaken}/posted-in-error`, { reason: 'Twice' })).status).toBe(303);
  const { text } = await (await story.atWork(story.people.coordinator)).get('/cases/posted-in-error');
  expect(text.split('<section').filter((part) => part.includes(mistaken)).map((part) => part.includes(TAG))).toEqual([true]);
});

it('is marked in mails, those of a whole day too', async () => {
  await telecase.settled();
  const mailsOf = ({ email }: { email: string }): Email[] => post.mails.filter(({ to }) => to![0]!.address === email);
  const { coordinator, dermatologist } = story.people;
  const [plain, marked] = [real, training].map((reference) => mailsOf(coordinator).find(({ subject }) => subject!.includes(reference))!);
  expect([plain!.subject, marked!.subject]).toEqual([`${real}: a case waits for allocation`, `Training: ${training}: a case waits for allocation`]);
  expect(plain!.text).not.toContain('training');
  expect(marked!.text).toContain(`Case ${training} was submitted and waits for allocation. It is a training case.`);

  const another = await story.posted(nurse, { kind: 'training' });
  await telecase.db.query(`update accounts set mails = 'daily' where id = $1`, [dermatologist.id]);
  await story.allocate(real, dermatologist, 'dermatology');
  await story.allocate(another, dermatologist, 'dermatology');
  await telecase.settled();
  await telecase.app.get(Digests, { strict: false }).begin(new Date(Date.now() + 86_400_000));
  await telecase.settled();
  const [digest] = mailsOf(dermatologist);
  const lineOf = (reference: string) => digest!.text!.split('\n').find((line) => line.includes(reference) && !line.startsWith('http'));
  expect([lineOf(real), lineOf(another)]).toEqual([expect.not.stringContaining('formation'), expect.stringContaining('C’est un cas de formation.')]);
});
