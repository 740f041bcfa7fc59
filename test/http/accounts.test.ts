import { AccountLinks, RequestConfirmations } from '../../src/accounts/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { PASSWORD, type Person } from '../support/world.js';

let telecase: TestApp;
let project: string;
let admin: Person;

beforeAll(async () => {
  telecase = await startApp();
  project = await telecase.world.project(await telecase.world.mission('Karesh'), 'BUN', 'Bunara hospital');
  admin = await telecase.world.person('Admin One', { roles: ['administrator'] });
});
afterAll(() => telecase.stop());
afterEach(() => telecase.db.query(`delete from rate_limits`));

const asked = (email: string, more: Record<string, string> = {}) => ({ name: 'Nurse M. Okello', email, role: 'project-staff', project, why: 'Skin clinic on Mondays', language: 'fr', ...more });
const signedIn = async ({ email }: Person) => {
  const visitor = telecase.visitor();
  expect((await visitor.signIn(email, PASSWORD)).status).toBe(303);
  return visitor;
};
const openRequest = async (email: string): Promise<string> => {
  expect((await telecase.visitor().post('/request-account', asked(email))).status).toBe(303);
  await telecase.settled();
  const [{ id }] = await telecase.db.query(`select id from account_requests where email = $1`, [email]);
  return id;
};
const eventsAbout = async (id: string): Promise<string[]> => {
  const rows: { type: string }[] = await telecase.db.query(`select type from events where payload ->> 'accountId' = $1 or payload ->> 'requestId' = $1 order by occurred_at`, [id]);
  return rows.map(({ type }) => type);
};

it('asks for the place that fits the role, and keeps what was typed', async () => {
  const answer = await telecase.visitor().post('/request-account', asked('half@example.org', { role: 'medco' }));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('href="#mission"');
  expect(answer.text).toContain('value="half@example.org"');
  expect(answer.text).toContain('<title>Error:');
  expect((await telecase.visitor().post('/request-account', asked('half@example.org', { project: 'not-one' }))).status).toBe(422);
});

it('takes so many requests from one address, then asks to wait and keeps what was typed', async () => {
  for (let count = 0; count < 20; count += 1) expect((await telecase.visitor().post('/request-account', asked(`many${count}@example.org`))).status).toBe(303);
  const answer = await telecase.visitor().post('/request-account', asked('many20@example.org'));
  expect(answer.status).toBe(429);
  expect(answer.text).toMatch(/Wait \d+ min/);
  expect(answer.text).toContain('Skin clinic on Mondays');
});

it('shows administrators who asked where no mail server could confirm an address, and says so', async () => {
  const requestId = await openRequest('by-hand@example.org');
  const desk = await signedIn(admin);
  expect((await desk.get('/admin/accounts')).text).toMatch(/by-hand@example\.org <small>not confirmed/);
  const path = `/admin/accounts/requests/${requestId}`;
  expect((await desk.get(path)).text).toContain('Nobody has confirmed this e-mail address');
  await telecase.visitor().post((await telecase.app.get(RequestConfirmations).issue(telecase.db, requestId))!);
  expect((await desk.get(path)).text).not.toContain('Nobody has confirmed');
  expect(await eventsAbout(requestId)).toEqual(['accounts.address-confirmation-requested', 'accounts.requested']);
});

it('leads from a request by an approval and a link to a first sign-in', async () => {
  const requestId = await openRequest('okello@example.org');
  const desk = await signedIn(admin);
  expect((await desk.get('/admin/accounts')).text).toContain(`/admin/accounts/requests/${requestId}`);
  expect((await desk.get(`/admin/accounts/requests/${requestId}`)).text).toMatch(/value="project-staff"[^>]* checked/);

  const none = await desk.post(`/admin/accounts/requests/${requestId}/approval`, { roles: 'project-staff' });
  expect(none.status).toBe(422);
  const approved = await desk.post(`/admin/accounts/requests/${requestId}/approval`, { roles: 'project-staff', projects: project, _once: 'approve-okello' });
  expect(approved.status).toBe(303);
  const [account] = await telecase.db.query(`select id, state, language, time_zone from accounts where email = 'okello@example.org'`);
  expect(account).toMatchObject({ state: 'approved', language: 'fr', time_zone: 'Africa/Nairobi' });
  expect(await eventsAbout(account.id)).toEqual(['accounts.approved']);
  expect((await desk.post(`/admin/accounts/requests/${requestId}/approval`, { roles: 'project-staff', projects: project, _once: 'approve-okello' })).location).toBe(approved.location);
  expect((await desk.post(`/admin/accounts/requests/${requestId}/approval`, { roles: 'project-staff', projects: project })).status).toBe(409);
  expect((await desk.get(approved.location!)).text).toContain('The activation e-mail is on its way');

  const old = await telecase.app.get(AccountLinks).issue(telecase.db, account.id, 'activation');
  const link = await telecase.app.get(AccountLinks).issue(telecase.db, account.id, 'activation');
  expect((await telecase.visitor().get(old)).status).toBe(409);
  const nurse = telecase.visitor();
  expect((await nurse.get(link)).status).toBe(200);
  expect((await nurse.post(link, { password: 'short', again: 'short' })).status).toBe(422);
  expect((await nurse.post(link, { password: PASSWORD, again: `${PASSWORD}!` })).text).toContain('Type the same password');
  const chosen = await nurse.post(link, { password: PASSWORD, again: PASSWORD });
  expect([chosen.status, chosen.location]).toEqual([303, '/to-do']);
  expect((await nurse.get('/profile')).text).toContain('okello@example.org');

  const twice = await telecase.visitor().post(link, { password: PASSWORD, again: PASSWORD });
  expect(twice.status).toBe(409);
  expect(twice.text).toContain('/renewal');
  expect((await telecase.visitor().signIn('okello@example.org', PASSWORD)).location).toBe('/');
  const [{ stored }] = await telecase.db.query(`select string_agg(row_to_json(e)::text, ' ') || (select string_agg(row_to_json(l)::text, ' ') from account_links l) as stored from events e`);
  expect(stored).not.toContain(link.split('/').at(-1));
});

it('refuses a request only with a reason, once', async () => {
  const requestId = await openRequest('stranger@example.org');
  const desk = await signedIn(admin);
  expect((await desk.post(`/admin/accounts/requests/${requestId}/refusal`, { reason: ' ' })).status).toBe(422);
  expect((await desk.post(`/admin/accounts/requests/${requestId}/refusal`, { reason: 'Nobody knows you there' })).status).toBe(303);
  expect(await eventsAbout(requestId)).toEqual(['accounts.address-confirmation-requested', 'accounts.requested', 'accounts.refused']);
  expect((await desk.post(`/admin/accounts/requests/${requestId}/approval`, { roles: 'coordinator' })).status).toBe(409);
  expect((await desk.get(`/admin/accounts/requests/${requestId}`)).text).toContain('Nobody knows you there');
});

it('answers for a forgotten password byte for byte the same, and mails only to who has an account', async () => {
  const pages = [];
  for (const email of [admin.email, 'nobody@example.org']) {
    const visitor = telecase.visitor();
    const sent = await visitor.post('/forgotten-password', { email });
    pages.push({ status: sent.status, location: sent.location, page: (await visitor.get(sent.location!)).text });
  }
  expect(pages[1]).toEqual(pages[0]);
  await telecase.settled();
  expect(await eventsAbout(admin.id)).toEqual(['accounts.password-reset-requested']);

  const session = await signedIn(admin);
  const link = await telecase.app.get(AccountLinks).issue(telecase.db, admin.id, 'reset');
  const reset = telecase.visitor();
  expect((await reset.post(link, { password: PASSWORD, again: PASSWORD })).status).toBe(303);
  expect((await reset.get('/profile')).status).toBe(200);
  expect((await session.get('/profile')).location).toContain('/sign-in');
  expect(await eventsAbout(admin.id)).toContain('accounts.password-changed');
});

it('sends a new link to whoever opens an old one, and says the same for one that never was', async () => {
  const clerk = await telecase.world.person('Clerk', { roles: ['coordinator'] });
  const link = await telecase.app.get(AccountLinks).issue(telecase.db, clerk.id, 'reset');
  await telecase.db.query(`update account_links set expires_at = now() where account_id = $1`, [clerk.id]);
  const known = await telecase.visitor().get(link);
  const unknown = await telecase.visitor().get('/reset/never-was');
  expect([known.status, unknown.status]).toEqual([409, 409]);
  const plain = (text: string, path: string) => text.replaceAll(path, '').replaceAll(/value="[0-9a-f-]{36}"/g, '');
  expect(plain(known.text, link)).toBe(plain(unknown.text, '/reset/never-was'));
  const answers = [await telecase.visitor().post(`${link}/renewal`), await telecase.visitor().post('/reset/never-was/renewal')];
  expect(answers.map(({ status, location }) => [status, location])).toEqual([[303, '/forgotten-password/sent'], [303, '/forgotten-password/sent']]);
  await telecase.settled();
  expect(await eventsAbout(clerk.id)).toEqual(['accounts.password-reset-requested']);
});
