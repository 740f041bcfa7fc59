import { SweepWhatHasExpired } from '../../src/accounts/jobs/sweep-what-has-expired.js';
import { startApp, type TestApp } from '../support/app.js';
import { openPostOffice, type PostOffice } from '../support/post-office.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

let post: PostOffice;
let telecase: TestApp;
let project: string;
let admin: Person;
let desk: Visitor;

beforeAll(async () => {
  post = await openPostOffice();
  telecase = await startApp({ SMTP_URL: post.url, PUBLIC_URL: 'http://telecase.invalid' });
  project = await telecase.world.project(await telecase.world.mission('Karesh'), 'BUN', 'Bunara hospital');
  admin = await telecase.world.person('Admin One', { roles: ['administrator'] });
  desk = telecase.visitor();
  await desk.signIn(admin.email, PASSWORD);
});
afterAll(async () => {
  await telecase.stop();
  await post.goDown();
});
afterEach(async () => {
  await telecase.db.query(`delete from rate_limits`);
  await delivered();
});

/** What has been delivered since the last look. */
async function delivered() {
  await telecase.settled();
  return post.mails.splice(0).map(({ to, subject, text }) => ({ to: to![0]!.address, subject: subject!, text: text!, link: /http:\/\/telecase\.invalid(\S+)/.exec(text!)![1]! }));
}
const ask = (email: string, more: Record<string, string> = {}) =>
  telecase.visitor().post('/request-account', { name: 'Nurse M. Okello', email, role: 'project-staff', project, why: 'Skin clinic on Mondays', language: 'en', ...more });
const requestOf = async (email: string) => (await telecase.db.query(`select id, name, state from account_requests where email = $1`, [email]))[0];
/** The link in the only mail there is. */
const linkTo = async (email: string) => {
  const mails = await delivered();
  expect(mails).toEqual([expect.objectContaining({ to: email, subject: 'Confirm your e-mail address' })]);
  return mails[0]!.link;
};

it('gives a request to the administrators once its address is confirmed, by a link that works once', async () => {
  await ask('okello@example.org');
  const link = await linkTo('okello@example.org');
  const path = `/admin/accounts/requests/${(await requestOf('okello@example.org')).id}`;
  const seen = async () => [(await desk.get('/admin/accounts')).text.includes('okello@example.org'), (await desk.get(path)).status];
  expect(await seen()).toEqual([false, 404]);
  expect((await desk.post(`${path}/approval`, { roles: 'project-staff', projects: project })).status).toBe(404);
  expect((await desk.post(`${path}/refusal`, { reason: 'No' })).status).toBe(404);

  const page = await telecase.visitor().get(link);
  expect(page.status).toBe(200);
  for (const word of ['okello@example.org', 'Nurse M. Okello', 'Project staff']) expect(page.text).toContain(word);
  expect(await seen()).toEqual([false, 404]);

  const nurse = telecase.visitor();
  const confirmed = await nurse.post(link);
  expect([confirmed.status, confirmed.location]).toEqual([303, '/request-account/received']);
  expect((await nurse.get(confirmed.location!)).text).toContain('Request received');
  expect(await seen()).toEqual([true, 200]);
  expect((await desk.get(path)).text).not.toContain('Nobody has confirmed');
  expect(await delivered()).toEqual([expect.objectContaining({ to: admin.email, subject: 'A request for an account', link: path })]);

  for (const again of [await nurse.get(link), await nurse.post(link), await nurse.get('/confirm-request/never-was')]) {
    expect(again.status).toBe(409);
    expect(again.text).toContain('href="/request-account"');
  }
  expect((await desk.post(`${path}/approval`, { roles: 'project-staff', projects: project })).status).toBe(303);
});

it('sends a new link to whoever asks again, which ends the one before and what was asked before', async () => {
  await ask('again@example.org', { name: 'A Stranger', role: 'coordinator' });
  const first = await linkTo('again@example.org');
  await ask('again@example.org');
  const second = await linkTo('again@example.org');
  expect((await telecase.visitor().get(first)).status).toBe(409);
  expect((await telecase.visitor().post(second)).status).toBe(303);
  expect(await requestOf('again@example.org')).toMatchObject({ name: 'Nurse M. Okello', state: 'open' });
});

it('answers byte for byte the same whatever is known of the address, and tells its owner by mail', async () => {
  const known = await telecase.world.person('Dr Known', { roles: ['coordinator'] });
  const fresh = await telecase.world.person('Dr Fresh', { roles: ['coordinator'] });
  const gone = await telecase.world.person('Dr Gone', { roles: ['coordinator'] });
  await telecase.db.query(`update accounts set state = 'approved', password_hash = null where id = $1`, [fresh.id]);
  await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [gone.id]);
  await ask('waits@example.org');
  await telecase.visitor().post(await linkTo('waits@example.org'));
  await delivered();

  const subjects = {
    'unknown@example.org': 'Confirm your e-mail address',
    'waits@example.org': 'Your request for an account waits',
    [known.email]: 'You have an account already',
    [fresh.email]: 'Your account is ready',
    [gone.email]: 'Confirm your e-mail address',
  };
  const answers = [];
  for (const [email, subject] of Object.entries(subjects)) {
    const visitor = telecase.visitor();
    const { status, location, text } = await visitor.post('/request-account', { name: 'X', email, role: 'project-staff', project, why: 'Work', language: 'en' });
    answers.push({ status, location, text, page: (await visitor.get(location!)).text });
    expect((await delivered()).map(({ to, subject: about }) => [to, about])).toEqual([[email, subject]]);
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]!.page).toContain('Look into your e-mail');
});

it('says nothing in a mail that a stranger has chosen, and sends no more than three an hour to an address', async () => {
  for (let count = 0; count < 3; count += 1) {
    await ask('victim@example.org', { name: 'Cheap pills, see pills.example', why: 'Cheap pills' });
    await telecase.settled();
  }
  const mails = await delivered();
  for (const { text } of mails) expect(text).not.toMatch(/pills/i);
  const link = mails.at(-1)!.link;
  expect((await ask('victim@example.org', { name: 'Fourth' })).location).toBe('/request-account/sent');
  expect(await delivered()).toEqual([]);
  expect((await telecase.visitor().get(link)).status).toBe(200);
});

it('a link ends after 72 hours, and the request with its mails after 30 days', async () => {
  await ask('late@example.org');
  const link = await linkTo('late@example.org');
  const { id } = await requestOf('late@example.org');
  await telecase.db.query(`update account_requests set created_at = now() - interval '73 hours' where id = $1`, [id]);
  expect((await telecase.visitor().get(link)).status).toBe(409);
  expect((await telecase.visitor().post(link)).status).toBe(409);

  const sweep = telecase.app.get(SweepWhatHasExpired);
  await sweep.sweep();
  expect((await requestOf('late@example.org')).id).toBe(id);
  await telecase.db.query(`update account_requests set created_at = now() - interval '31 days'`);
  await sweep.sweep();
  expect(await requestOf('late@example.org')).toBeUndefined();
  expect(await requestOf('waits@example.org')).toMatchObject({ state: 'open' });
  expect(await telecase.db.query(`select id from notifications where email = 'late@example.org'`)).toEqual([]);
});
