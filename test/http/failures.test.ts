import { randomUUID } from 'node:crypto';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { CaseSubmitted } from '../../src/cases/index.js';
import { Digests } from '../../src/notifications/digests.js';
import { startApp, type TestApp } from '../support/app.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

let post: PostOffice;
let telecase: TestApp;
let isRefusing = true;
let coordinator: Person;
let desk: Visitor;

const refusal = Object.assign(new Error('No such mailbox: BUN-2026-0007 rash'), { responseCode: 550 });

beforeAll(async () => {
  post = await openPostOffice(() => (isRefusing ? refusal : null));
  telecase = await startApp({ SMTP_URL: post.url });
  coordinator = await telecase.world.person('S. Lindqvist', { roles: ['coordinator'] });
  desk = telecase.visitor();
  await desk.signIn((await telecase.world.person('Admin One', { roles: ['administrator'] })).email, PASSWORD);
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});

const submit = (reference: string) =>
  telecase.app.get(UnitOfWork).run((tx) => tx.record(new CaseSubmitted({ id: randomUUID() }, { caseId: randomUUID(), reference })));
const lastTry = () => telecase.db.query(`update graphile_worker._private_jobs set run_at = now(), attempts = max_attempts - 1`);
const shown = async () => {
  const { text } = await desk.get('/admin/failures');
  return [...text.matchAll(/<tr role="row"><td(.*?)<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!.replaceAll(/<[^>]+>/g, '').trim()));
};
const logged = async (): Promise<string[]> => {
  const rows: { what: string }[] = await telecase.db.query(`select what from access_log where action = 'admin.tried-again' order by id`);
  return rows.map(({ what }) => what);
};

it('says so when everything works', async () => {
  expect((await desk.get('/admin/failures')).text).toContain('Everything works');
});

it('shows a mail that waits for more than ten minutes, then as given up, with a code and no word of it', async () => {
  await submit('BUN-2026-0007');
  await telecase.settled();
  expect(await shown()).toEqual([]);
  await telecase.db.query(`update notifications set created_at = now() - interval '11 minutes'`);
  expect((await shown())[0]!.slice(0, 6)).toEqual([coordinator.email, 'Case submitted', expect.stringMatching(/^today|^yesterday/), '1', '550', 'will be tried again']);

  await lastTry();
  await vi.waitFor(async () => expect((await shown())[0]!.slice(3, 6)).toEqual(['20', '550', 'given up']), 10_000);
  expect((await desk.get('/admin/failures')).text).not.toMatch(/mailbox|rash|BUN-2026/);
});

it('tries one again, and sends it once', async () => {
  isRefusing = false;
  const { text } = await desk.get('/admin/failures');
  const mail = /name="mail" value="([^"]+)"/.exec(text)![1]!;
  expect(await desk.post('/admin/failures/retries', { mail })).toMatchObject({ status: 303, location: '/admin/failures' });
  await telecase.settled();
  expect(await shown()).toEqual([]);
  await desk.post('/admin/failures/retries', { mail });
  await telecase.settled();
  expect(post.mails.map(({ subject }) => subject)).toEqual(['BUN-2026-0007: a case waits for allocation']);
  expect(await logged()).toEqual([`case-submitted, ${coordinator.email}`]);
});

it('shows jobs that failed, the given-up ones first, and tries everything again', async () => {
  isRefusing = true;
  await submit('BUN-2026-0008');
  await telecase.settled();
  await lastTry();
  await vi.waitFor(async () => expect(await telecase.db.query(`select from notifications where mail_state = 'failed'`)).toHaveLength(1), 10_000);
  await telecase.db.query(`select graphile_worker.add_job('handle-event', '{"eventId":"not an id","handler":"x"}'), graphile_worker.add_job('deliver-event', '{"eventId":"secret"}', max_attempts => 1)`);
  await telecase.settled();
  expect((await shown()).map(([what, , , tries]) => [what, tries])).toEqual([[coordinator.email, '20'], ['deliver-event', expect.anything()], ['handle-event', expect.anything()]]);
  expect((await desk.get('/admin/failures')).text).not.toMatch(/secret|not an id|invalid input/);

  isRefusing = false;
  post.mails.splice(0);
  await desk.post('/admin/failures/retries');
  await telecase.settled();
  expect(post.mails.map(({ subject }) => subject)).toEqual(['BUN-2026-0008: a case waits for allocation']);
  expect((await logged()).slice(1).sort()).toEqual([`case-submitted, ${coordinator.email}`, 'deliver-event', 'handle-event']);
});

it('shows whose digest is not taken, gives it up after the last try, and sends it when it is tried again', async () => {
  const digests = (days: number) => telecase.app.get(Digests, { strict: false }).begin(new Date(Date.now() + days * 86_400_000));
  await telecase.db.query(`update accounts set mails = 'daily' where id = $1`, [coordinator.id]);
  isRefusing = true;
  post.mails.splice(0);
  await submit('BUN-2026-0009');
  await telecase.settled();
  await digests(1);
  await telecase.settled();
  const tried = async () => (await shown()).filter(([what]) => what!.includes(coordinator.email));
  const asJob = [`send-digest, ${coordinator.email}`, expect.anything(), '1', 'will be tried again', expect.anything()];
  expect(await tried()).toEqual([asJob]);
  await digests(2);
  expect(await tried()).toEqual([asJob]);

  await lastTry();
  await vi.waitFor(async () => expect((await tried()).map((row) => row.slice(0, 6))).toEqual([[coordinator.email, 'Case submitted', expect.anything(), '20', '550', 'given up']]), 10_000);
  isRefusing = false;
  await digests(2);
  await telecase.settled();
  expect(post.mails).toEqual([]);
  await desk.post('/admin/failures/retries');
  await telecase.settled();
  await digests(2);
  await telecase.settled();
  expect(post.mails.map(({ subject }) => subject)).toEqual(['1 message about your cases']);
  expect(await tried()).toEqual([]);
});

it('is for administrators', async () => {
  const other = telecase.visitor();
  await other.signIn(coordinator.email, PASSWORD);
  expect((await other.get('/admin/failures')).status).toBe(404);
  expect((await other.post('/admin/failures/retries')).status).toBe(404);
});
