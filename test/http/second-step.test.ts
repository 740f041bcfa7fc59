import { AccountLinks } from '../../src/accounts/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { setUpSecondStep } from '../support/authenticator.js';
import { plain } from '../support/forms.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

let telecase: TestApp;
let made = 0;

beforeAll(async () => {
  telecase = await startApp({ SECOND_FACTOR_ROLES: 'coordinator,administrator' });
});
afterAll(() => telecase.stop());
afterEach(() => telecase.db.query(`delete from rate_limits`));

const specialist = () => telecase.world.person(`Specialist ${(made += 1)}`, { roles: ['specialist'], specialties: ['dermatology'] });
const signedIn = async ({ email }: Person): Promise<Visitor> => {
  const visitor = telecase.visitor();
  expect((await visitor.signIn(email, PASSWORD)).status).toBe(303);
  return visitor;
};
const atTheCode = async (person: Person): Promise<Visitor> => {
  const visitor = telecase.visitor();
  expect((await visitor.signIn(person.email, PASSWORD)).location).toBe('/sign-in/code');
  return visitor;
};
const withApp = async () => {
  const person = await specialist();
  const visitor = await signedIn(person);
  return { person, visitor, ...(await setUpSecondStep(visitor)) };
};
const enter = (visitor: Visitor, code: string, more: Record<string, string> = {}) => visitor.post('/sign-in/code', { code, _csrf: '', ...more });
const isIn = async (visitor: Visitor) => (await visitor.get('/profile')).status === 200;
const actionsOf = async ({ id }: Person): Promise<string[]> => (await telecase.db.query(`select action from access_log where account_id = $1 or subject_account_id = $1 order by id`, [id])).map(({ action }: { action: string }) => action);

it('asks for a code after the password, and lets nobody do anything in between', async () => {
  const { person, app, used } = await withApp();
  const visitor = await atTheCode(person);
  const half = visitor.cookie;
  for (const page of ['/to-do', '/profile', '/profile/second-step', '/profile/proof']) expect((await visitor.get(page)).location, page).toContain('/sign-in?next=');
  expect((await visitor.post('/profile/second-step/removal', { _csrf: 'x' })).status).toBe(401);
  const asked = await visitor.get('/sign-in/code');
  expect(asked.text).toContain('autocomplete="one-time-code"');
  expect(asked.text).not.toContain(person.name);
  // The code that set it up was used by that.
  expect((await enter(visitor, used)).status).toBe(422);
  expect((await enter(visitor, app.code(1))).location).toBe('/');
  expect(visitor.cookie).not.toBe(half);
  expect(await isIn(visitor)).toBe(true);
  expect(await actionsOf(person)).toEqual(['account.signed-in', 'account.second-step-set-up', 'account.password-accepted', 'account.code-failed', 'account.signed-in']);
});

it('takes a code once, whoever brings it second, also at the same moment', async () => {
  const { person, app } = await withApp();
  await telecase.db.query(`update authenticators set last_step = 0`);
  const visitors = await Promise.all(Array.from({ length: 4 }, () => atTheCode(person)));
  const code = app.code();
  const answers = await Promise.all(visitors.map((visitor) => enter(visitor, code)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422, 422, 422]);
});

it('answers a wrong code and a used one alike', async () => {
  const { person, used, recovery } = await withApp();
  const visitor = await atTheCode(person);
  const pages: string[] = [];
  for (const code of [used, '000000', 'AAAA-BBBB-CCCC-DDDD', 'nonsense']) pages.push((await enter(visitor, code)).text.replaceAll(code, '').replaceAll(/name="_once" value="[^"]+"/g, ''));
  expect(pages).toEqual(pages.map(() => pages[0]));
  expect((await enter(visitor, recovery[0]!)).status).toBe(303);
});

it('takes each recovery code once, however it is typed', async () => {
  const { person, recovery } = await withApp();
  expect(new Set(recovery).size).toBe(10);
  const typed = ` ${recovery[3]!.toLowerCase().replaceAll('-', ' ')} `;
  expect((await enter(await atTheCode(person), typed)).status).toBe(303);
  expect((await enter(await atTheCode(person), recovery[3]!)).status).toBe(422);
  const visitor = await atTheCode(person);
  await enter(visitor, recovery[4]!);
  expect((await visitor.get('/profile/second-step')).text).toContain('8 codes are left.');
});

it('gives ten minutes for the code, then asks for the password again, with what was typed', async () => {
  const { person, app } = await withApp();
  const visitor = await atTheCode(person);
  await telecase.db.query(`update sessions set sess = jsonb_set(sess::jsonb, '{enteringSince}', to_jsonb((sess ->> 'enteringSince')::bigint - 601000)) where sess ->> 'enteringAs' = $1`, [person.id]);
  expect((await visitor.get('/sign-in/code')).location).toBe('/sign-in');
  expect((await enter(visitor, app.code(1))).location).toBe('/sign-in');
  const late = await enter(visitor, app.code(1), { '_kept': '/cases/BUN-2026-0001/comments', 'kept.text': 'Half a sentence' });
  expect([late.status, late.text.includes('value="Half a sentence"')]).toEqual([401, true]);
  expect(await isIn(visitor)).toBe(false);
});

it('keeps what was being typed through both steps', async () => {
  const { person, app } = await withApp();
  const visitor = telecase.visitor();
  const kept = { '_kept': '/profile', 'kept.zone': 'Half a sentence' };
  const asked = await visitor.post('/sign-in', { email: person.email, password: PASSWORD, _csrf: '', ...kept });
  expect([asked.status, asked.text.includes('action="/sign-in/code"'), asked.text.includes('value="Half a sentence"')]).toEqual([200, true, true]);
  const sendAgain = await enter(visitor, app.code(1), kept);
  expect([sendAgain.status, sendAgain.text.includes('action="/profile"'), sendAgain.text.includes('value="Half a sentence"')]).toEqual([200, true, true]);
});

it('leads on to where one was going, and nowhere else', async () => {
  const { person, recovery } = await withApp();
  const visitor = telecase.visitor();
  expect((await visitor.post('/sign-in', { email: person.email, password: PASSWORD, next: '/cases?q=rash', _csrf: '' })).location).toBe('/sign-in/code?next=%2Fcases%3Fq%3Drash');
  expect(plain((await visitor.get('/sign-in/code?next=%2Fcases%3Fq%3Drash')).text)).toContain('name="next" value="/cases?q=rash"');
  expect((await enter(visitor, recovery[0]!, { next: '//elsewhere.example' })).location).toBe('/');
});

it('slows down guessing, but not the owner at their own place', async () => {
  const { person, recovery } = await withApp();
  const from = (visitor: Visitor, address: string, code: string) => visitor.post('/sign-in/code', { code, _csrf: '' }, { 'x-forwarded-for': address });
  expect((await from(await atTheCode(person), '192.0.2.1', recovery[0]!)).status).toBe(303);
  const thief = await atTheCode(person);
  for (let count = 0; count < 30; count += 1) expect((await from(thief, `198.51.100.${count >> 3}`, '123456')).status).toBe(422);
  const stopped = await from(thief, '203.0.113.9', recovery[1]!);
  expect([stopped.status, /Wait \d+ min/.test(stopped.text)]).toEqual([429, true]);
  expect((await actionsOf(person)).slice(-2)).toEqual(['account.code-failed', 'account.code-throttled']);
  expect((await from(await atTheCode(person), '192.0.2.1', recovery[2]!)).status).toBe(303);
});

it('is kept by a new password from a link', async () => {
  const { person, app } = await withApp();
  const link = await telecase.app.get(AccountLinks).issue(telecase.db, person.id, 'reset');
  const visitor = telecase.visitor();
  const fresh = 'nine quiet herons by the ferry';
  expect((await visitor.post(link, { password: fresh, again: fresh, _csrf: '' })).location).toBe('/sign-in/code');
  expect(await isIn(visitor)).toBe(false);
  expect((await enter(visitor, app.code(1))).status).toBe(303);
  expect(await isIn(visitor)).toBe(true);
});

it('lies in the database as nothing that could be used', async () => {
  const { visitor, recovery } = await withApp();
  const { text } = await visitor.get('/profile/second-step/setup');
  const key = /class="code">([A-Z2-7 ]+)</.exec(text)![1]!.replaceAll(' ', '');
  const [{ kept }] = await telecase.db.query(
    `select concat((select string_agg(row_to_json(a)::text, '') from authenticators a), (select string_agg(row_to_json(c)::text, '') from recovery_codes c), (select string_agg(row_to_json(e)::text, '') from events e)) as kept`);
  for (const secret of [key, ...recovery, ...recovery.map((code) => code.replaceAll('-', ''))]) expect(kept).not.toContain(secret);
});

it('signs every other device out when it is set up, and mails the owner', async () => {
  const person = await specialist();
  const [here, there] = [await signedIn(person), await signedIn(person)];
  await setUpSecondStep(here);
  expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  await telecase.settled();
  expect(await telecase.db.query(`select kind from notifications where account_id = $1`, [person.id])).toEqual([{ kind: 'second-step-set-up' }]);
});

it('shows the same key again when the code was wrong', async () => {
  const visitor = await signedIn(await specialist());
  const first = (await visitor.get('/profile/second-step/setup')).text;
  const [key, secret] = [/class="code">([A-Z2-7 ]+)</.exec(first)![1]!, /name="secret" value="([^"]+)"/.exec(first)![1]!];
  const again = await visitor.post('/profile/second-step/setup', { secret, code: '000000' });
  expect([again.status, again.text.includes(key), again.text.includes('not the code that the app shows now')]).toEqual([422, true, true]);
  const other = await signedIn(await specialist());
  const stolen = await other.post('/profile/second-step/setup', { secret, code: '000000' });
  expect([stolen.status, stolen.text.includes(key)]).toEqual([422, false]);
});

it('is set up by those who may not do without, before anything else', async () => {
  const person = await telecase.world.person('Coordinator', { roles: ['coordinator'] });
  const visitor = await signedIn(person);
  for (const page of ['/to-do', '/cases', '/profile', '/notifications', '/profile/second-step']) expect((await visitor.get(page)).location, page).toBe('/profile/second-step/setup');
  const page = await visitor.get('/profile/second-step/setup');
  expect((await visitor.post('/profile', { language: 'fr', zone: 'Europe/Paris' })).location).toBe('/profile/second-step/setup');
  expect(page.text).toContain('With your role you sign in with a code');
  expect(page.text).not.toContain('href="/notifications"');
  await setUpSecondStep(visitor);
  expect((await visitor.get('/to-do')).status).toBe(200);
  const left = await visitor.post('/profile/second-step/removal');
  expect([left.status, left.text.includes('nobody signs in without a second step')]).toEqual([403, true]);
});

it('can be turned off again, with a proof that is not older than ten minutes', async () => {
  const { person, visitor, recovery } = await withApp();
  const sess = `update sessions set sess = jsonb_set(sess::jsonb, '{provenAt}', to_jsonb((sess ->> 'provenAt')::bigint - 601000)) where sess ->> 'accountId' = $1`;
  await telecase.db.query(sess, [person.id]);
  for (const path of ['codes', 'removal']) expect((await visitor.post(`/profile/second-step/${path}`)).location).toBe('/profile/proof?next=%2Fprofile%2Fsecond-step');
  expect((await visitor.get('/profile/second-step/setup')).location).toBe('/profile/proof?next=%2Fprofile%2Fsecond-step%2Fsetup');
  const before = visitor.cookie;
  const prove = (fields: Record<string, string>) => visitor.post('/profile/proof', { next: '/profile/second-step', ...fields });
  const refused = [await prove({ password: PASSWORD, code: '000000' }), await prove({ password: 'not this one', code: '000000' })];
  const same = (text: string) => text.replaceAll(/(?:name="_(?:once|csrf)" value|data-csrf)="[^"]+"/g, '');
  expect(refused.map(({ status }) => status)).toEqual([422, 422]);
  expect(same(refused[0]!.text)).toBe(same(refused[1]!.text));
  expect((await prove({ password: 'not this one', code: recovery[0]! })).status).toBe(422);
  expect((await prove({ password: PASSWORD, code: recovery[0]! })).location).toBe('/profile/second-step');
  expect(visitor.cookie).not.toBe(before);
  await visitor.get('/profile');
  expect((await visitor.post('/profile/second-step/codes')).text.match(/<li class="code">/g)).toHaveLength(10);
  expect((await visitor.post('/profile/second-step/removal')).location).toBe('/profile/second-step?done=removed');
  expect((await telecase.visitor().signIn(person.email, PASSWORD)).location).toBe('/');
});

it('mails its owner whenever something of it changes', async () => {
  const { person, visitor } = await withApp();
  await telecase.db.query(`insert into passkeys (id, account_id, public_key, counter, name) values ('mine', $1, '', 0, 'Firefox, Linux')`, [person.id]);
  await visitor.post('/profile/second-step/codes');
  await visitor.post('/profile/passkeys/removal', { id: 'not-mine' });
  await visitor.post('/profile/passkeys/removal', { id: 'mine' });
  await visitor.post('/profile/second-step/removal');
  await telecase.settled();
  const told: { kind: string }[] = await telecase.db.query(`select kind from notifications where account_id = $1`, [person.id]);
  expect(told.map(({ kind }) => kind).toSorted()).toEqual(['second-step-codes-renewed', 'second-step-passkey-removed', 'second-step-removed', 'second-step-set-up']);
});

it('is reset by an administrator, who learns nothing, for others only', async () => {
  const admin = await telecase.world.person('Admin', { roles: ['administrator'] });
  const desk = await signedIn(admin);
  await setUpSecondStep(desk);
  const { person, visitor } = await withApp();
  expect((await desk.get(`/admin/accounts/${person.id}`)).text).toContain(`href="/admin/accounts/${person.id}/second-step"`);
  expect((await desk.get(`/admin/accounts/${person.id}/second-step`)).text).toContain('Make sure first');
  expect((await desk.post(`/admin/accounts/${person.id}/second-step`)).location).toBe(`/admin/accounts/${person.id}?done=factors-reset`);
  expect(await isIn(visitor)).toBe(false);
  expect((await telecase.visitor().signIn(person.email, PASSWORD)).location).toBe('/');
  expect((await desk.post(`/admin/accounts/${admin.id}/second-step`)).status).toBe(403);
  expect(await actionsOf(person)).toContain('account.second-step-reset');
  await telecase.settled();
  const told = await telecase.db.query(`select kind, mail_state from notifications where account_id = $1 order by created_at`, [person.id]);
  expect(told).toEqual([{ kind: 'second-step-set-up', mail_state: 'sent' }, { kind: 'second-step-reset', mail_state: 'sent' }]);
});

it('lets nobody in whose account was disabled between the steps', async () => {
  const { person, app } = await withApp();
  const visitor = await atTheCode(person);
  await telecase.db.query(`update accounts set state = 'disabled' where id = $1`, [person.id]);
  expect((await enter(visitor, app.code(1))).status).toBe(422);
  expect(await isIn(visitor)).toBe(false);
});
